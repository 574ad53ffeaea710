package dev.wirebench.target;

import java.net.URI;

class JdkWebSocketEchoTest extends WebSocketEchoContract {

    @Override
    WebSocketProbe open(URI uri) throws Exception {
        return new JdkProbe(uri);
    }
}
