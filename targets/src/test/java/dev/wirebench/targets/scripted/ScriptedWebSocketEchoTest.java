package dev.wirebench.targets.scripted;

import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.targets.echo.JdkProbe;
import dev.wirebench.targets.echo.ServiceLimits;
import dev.wirebench.targets.echo.TestBytes;
import dev.wirebench.targets.echo.WebSocketEchoContract;
import dev.wirebench.targets.echo.WebSocketProbe;
import java.io.IOException;
import java.net.URI;

/** The scripted echo without delay, as seen by the JDK's client. */
class ScriptedWebSocketEchoTest extends WebSocketEchoContract {

    @Override
    public WebSocketProbe open(URI uri) throws Exception {
        return new JdkProbe(uri);
    }

    @Override
    public Started startTarget() throws IOException {
        TargetScript script = TargetScript.parallel(new TargetScript.Constant(0));
        ScriptedTarget target =
                ScriptedTarget.start(TestBytes.FREE_PORT, TestBytes.FREE_PORT, script, null, ServiceLimits.defaults());
        return new Started(target, target.httpAddress().getPort());
    }
}
