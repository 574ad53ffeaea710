package dev.wirebench.target;

import java.net.URI;

class JettyWebSocketEchoTest extends WebSocketEchoContract {

    @Override
    WebSocketProbe open(URI uri) throws Exception {
        return new JettyProbe(uri);
    }
}
