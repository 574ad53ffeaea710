package dev.wirebench.targets.scripted;

import dev.wirebench.model.plan.TargetScript;
import dev.wirebench.model.service.Protocol;
import dev.wirebench.targets.echo.ServiceLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * HTTP, WebSocket and raw services with known true response times: one thread answers each message when a script says
 * so, and a log records the time.
 *
 * <p>HTTP and WebSocket share a port. Each protocol follows the script on its own, from the same start. Safe for
 * concurrent use.
 */
public final class ScriptedTarget implements AutoCloseable {

    private final ScriptedLoop loop;
    /** Null if nothing is logged. */
    private final ScriptLogWriter log;

    private final InetSocketAddress http;
    private final InetSocketAddress raw;

    private ScriptedTarget(ScriptedLoop loop, ScriptLogWriter log, InetSocketAddress http, InetSocketAddress raw) {
        this.loop = loop;
        this.log = log;
        this.http = http;
        this.raw = raw;
    }

    public static ScriptedTarget start(
            InetSocketAddress http, InetSocketAddress raw, TargetScript script, Path scriptLog, ServiceLimits limits)
            throws IOException {
        return start(http, raw, script, scriptLog, limits, System::nanoTime);
    }

    /**
     * @param http address of HTTP and WebSocket
     * @param scriptLog null for none
     * @param nanoTime the clock; the script starts now
     * @throws IOException if an address cannot be listened on or the log cannot be written; nothing is left running
     * then
     */
    static ScriptedTarget start(
            InetSocketAddress http,
            InetSocketAddress raw,
            TargetScript script,
            Path scriptLog,
            ServiceLimits limits,
            LongSupplier nanoTime)
            throws IOException {
        Map<Protocol, Timetable> timetables = Timetable.ofEachWire(script);
        ScriptLogWriter log = scriptLog == null ? null : ScriptLogWriter.open(scriptLog);
        ScriptedLoop loop = new ScriptedLoop(timetables, new ScriptJournal(log), limits, nanoTime);
        try {
            InetSocketAddress httpAddress = loop.listen("HTTP", http, ScriptedHttp::new);
            InetSocketAddress rawAddress = loop.listen("raw", raw, ScriptedRaw::new);
            loop.start();
            return new ScriptedTarget(loop, log, httpAddress, rawAddress);
        } catch (IOException e) {
            // The loop closes what it holds when it ends.
            loop.start();
            end(loop, log);
            throw e;
        }
    }

    /** Address of HTTP and WebSocket. */
    public InetSocketAddress httpAddress() {
        return http;
    }

    public InetSocketAddress rawAddress() {
        return raw;
    }

    /** Closes every connection; returns when the log is complete. */
    @Override
    public void close() {
        end(loop, log);
    }

    private static void end(ScriptedLoop loop, ScriptLogWriter log) {
        loop.close();
        if (log != null) {
            log.close();
        }
    }
}
