package dev.wirebench.loadgen.socket;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Library;
import com.kenai.jffi.Type;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** Reads back from Linux the options of any socket of this process. */
final class SocketOptions {

    private static final Path FILES = Path.of("/proc/self/fd");

    private SocketOptions() {}

    /** Option of the IPv4 socket at the other end. */
    static int ofPeer(Socket socket, int level, int option) throws IOException {
        String link = "socket:[" + inode(socket.getPort(), socket.getLocalPort()) + "]";
        try (Stream<Path> files = Files.list(FILES)) {
            Path file = files.filter(each -> links(each, link)).findFirst().orElseThrow();
            return read(Integer.parseInt(file.getFileName().toString()), level, option);
        }
    }

    /** @return the tenth field of a line of {@code /proc/net/tcp}; proc_pid_net(5) */
    private static String inode(int localPort, int remotePort) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/net/tcp")).stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields[1].endsWith(String.format(":%04X", localPort))
                        && fields[2].endsWith(String.format(":%04X", remotePort)))
                .map(fields -> fields[9])
                .findFirst()
                .orElseThrow();
    }

    private static boolean links(Path file, String to) {
        try {
            return Files.readSymbolicLink(file).toString().equals(to);
        } catch (IOException e) {
            // The descriptor of the listing itself.
            return false;
        }
    }

    private static int read(int fd, int level, int option) {
        Type[] arguments = new Type[5];
        Arrays.fill(arguments, Type.SLONG_LONG);
        CallContext context = CallContext.getCallContext(Type.SLONG_LONG, arguments, CallingConvention.DEFAULT, false);
        long getsockopt = Library.getDefault().getSymbolAddress("getsockopt");
        ByteBuffer value = ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
        ByteBuffer bytes = ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
        bytes.putInt(0, Integer.BYTES);
        int result = (int) Invoker.getInstance()
                .invokeN5(
                        context,
                        getsockopt,
                        fd,
                        level,
                        option,
                        SystemCalls.addressOf(value),
                        SystemCalls.addressOf(bytes));
        if (result != 0) {
            throw new IllegalStateException("getsockopt failed");
        }
        return value.getInt(0);
    }
}
