package dev.wirebench.targets.scripted;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;

/** A listening port of a scripted target and the protocol its connections start with. Confined to one loop. */
final class ScriptedAcceptor {

    private final ServerSocketChannel listening;
    private final Supplier<ScriptedWire> wires;
    private SelectionKey key;

    ScriptedAcceptor(ServerSocketChannel listening, Supplier<ScriptedWire> wires) {
        this.listening = listening;
        this.wires = wires;
    }

    /** @return the bound address */
    InetSocketAddress register(Selector selector) throws IOException {
        key = listening.register(selector, SelectionKey.OP_ACCEPT, this);
        return (InetSocketAddress) listening.getLocalAddress();
    }

    /** Accepts waiting connections; pauses when there are too many or no file descriptor is left. */
    void accept(ScriptedLoop loop) {
        try {
            while (!loop.isFull()) {
                SocketChannel channel = listening.accept();
                if (channel == null) {
                    return;
                }
                open(channel, loop);
            }
        } catch (IOException e) {
            System.err.println("scripted: cannot accept: " + e.getMessage());
        }
        key.interestOps(0);
    }

    void resume() {
        key.interestOps(SelectionKey.OP_ACCEPT);
    }

    private void open(SocketChannel channel, ScriptedLoop loop) throws IOException {
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey opened = channel.register(key.selector(), SelectionKey.OP_READ);
            opened.attach(new ScriptedConnection(opened, wires.get(), loop));
            loop.opened();
        } catch (IOException e) {
            // Gone before it was accepted.
            channel.close();
        }
    }
}
