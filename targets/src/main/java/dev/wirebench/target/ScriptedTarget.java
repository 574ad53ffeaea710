package dev.wirebench.target;

import dev.wirebench.model.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * HTTP, WebSocket and raw services whose true response times are known: one thread answers each message when a script
 * says so, and a log keeps when that was.
 *
 * <p>HTTP and WebSocket share a port. Each wire follows the script on its own, counting from the same start. Safe for
 * concurrent use.
 */
final class ScriptedTarget implements AutoCloseable {

    private final ScriptedLoop loop;
    /** Null where nothing is logged. */
    private final ScriptLogWriter log;

    private final InetSocketAddress http;
    private final InetSocketAddress raw;

    private ScriptedTarget(ScriptedLoop loop, ScriptLogWriter log, InetSocketAddress http, InetSocketAddress raw) {
        this.loop = loop;
        this.log = log;
        this.http = http;
        this.raw = raw;
    }

    static ScriptedTarget start(TargetOptions options, Limits limits) throws IOException {
        return start(options, limits, System::nanoTime);
    }

    /**
     * @param nanoTime the clock; the script starts now
     * @throws IOException if an address cannot be listened on, or the log not be written; nothing is left running then
     */
    static ScriptedTarget start(TargetOptions options, Limits limits, LongSupplier nanoTime) throws IOException {
        InetAddress host = InetAddress.getByName(options.host());
        Map<Protocol, Timetable> timetables = Timetable.ofEachWire(options.script());
        ScriptLogWriter log = options.scriptLog() == null ? null : ScriptLogWriter.open(options.scriptLog());
        ScriptedLoop loop = new ScriptedLoop(timetables, new ScriptJournal(log), limits, nanoTime);
        try {
            InetSocketAddress http =
                    loop.listen("HTTP", new InetSocketAddress(host, options.httpPort()), ScriptedHttp::new);
            InetSocketAddress raw =
                    loop.listen("raw", new InetSocketAddress(host, options.rawPort()), ScriptedRaw::new);
            loop.start();
            return new ScriptedTarget(loop, log, http, raw);
        } catch (IOException e) {
            // A loop closes what it holds when it ends.
            loop.start();
            end(loop, log);
            throw e;
        }
    }

    /** Of HTTP and WebSocket. */
    InetSocketAddress httpAddress() {
        return http;
    }

    InetSocketAddress rawAddress() {
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
