package dev.wirebench.target;

import dev.wirebench.model.Script;
import java.io.IOException;
import java.net.URI;

/** The echo that a script delays by nothing, as the JDK's client sees it. */
class ScriptedWebSocketEchoTest extends WebSocketEchoContract {

    @Override
    WebSocketProbe open(URI uri) throws Exception {
        return new JdkProbe(uri);
    }

    @Override
    Started startTarget() throws IOException {
        Script script = new Script(new Script.Constant(0), null, null, null);
        ScriptedTarget target =
                ScriptedTarget.start(new TargetOptions("127.0.0.1", 0, 0, 0, script, null), Limits.defaults());
        return new Started(target, target.httpAddress().getPort());
    }
}
