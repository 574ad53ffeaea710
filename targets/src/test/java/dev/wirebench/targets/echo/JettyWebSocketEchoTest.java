package dev.wirebench.targets.echo;

import java.net.URI;

class JettyWebSocketEchoTest extends WebSocketEchoContract {

    @Override
    public WebSocketProbe open(URI uri) throws Exception {
        return new JettyProbe(uri);
    }
}
