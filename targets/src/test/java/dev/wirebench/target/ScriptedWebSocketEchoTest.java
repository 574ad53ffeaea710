package dev.wirebench.target;

import dev.wirebench.model.Script;
import java.io.IOException;
import java.net.URI;

/** The scripted echo without delay, as seen by the JDK's client. */
class ScriptedWebSocketEchoTest extends WebSocketEchoContract {

    @Override
    WebSocketProbe open(URI uri) throws Exception {
        return new JdkProbe(uri);
    }

    @Override
    Started startTarget() throws IOException {
        Script script = new Script(new Script.Constant(0), null, null, null);
        ScriptedTarget target =
                ScriptedTarget.start(TestBytes.FREE_PORT, TestBytes.FREE_PORT, script, null, Limits.defaults());
        return new Started(target, target.httpAddress().getPort());
    }
}
