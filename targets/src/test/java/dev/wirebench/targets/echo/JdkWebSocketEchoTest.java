package dev.wirebench.targets.echo;

import java.net.URI;

class JdkWebSocketEchoTest extends WebSocketEchoContract {

    @Override
    public WebSocketProbe open(URI uri) throws Exception {
        return new JdkProbe(uri);
    }
}
