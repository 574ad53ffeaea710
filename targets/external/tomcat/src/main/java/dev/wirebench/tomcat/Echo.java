package dev.wirebench.tomcat;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** Echoes HTTP and WebSocket with embedded Tomcat, until the process ends. */
public final class Echo {

    static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    private static final int BACKLOG = 4096;
    private static final int IDLE_MS = 3600 * 1000;

    private Echo() {}

    /** @param args port, directory for Tomcat's files, and number of connections to support */
    public static void main(String[] args) throws LifecycleException {
        if (args.length != 3) {
            System.err.println("usage: Echo <port> <directory> <connections>");
            System.exit(2);
        }
        // Referenced, because an unreferenced logger loses its level.
        Logger log = Logger.getLogger("org.apache");
        log.setLevel(Level.WARNING);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(args[1]);
        tomcat.setConnector(connector(Integer.parseInt(args[0]), args[2]));
        Context context = tomcat.addContext("", args[1]);
        Wrapper http = Tomcat.addServlet(context, "echo", new EchoServlet());
        http.addMapping("/echo");
        // Tomcat handles the handshake in a filter, and applies filters only to servlets.
        http.addMapping("/ws");
        context.addServletContainerInitializer(new WsSci(), null);
        context.addApplicationListener(Endpoints.class.getName());
        tomcat.start();
        tomcat.getServer().await();
    }

    private static Connector connector(int port, String connections) {
        Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("acceptCount", Integer.toString(BACKLOG));
        // Ten times the connections needed.
        connector.setProperty("maxConnections", connections + "0");
        connector.setProperty("connectionTimeout", Integer.toString(IDLE_MS));
        connector.setProperty("keepAliveTimeout", Integer.toString(IDLE_MS));
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.setProperty("tcpNoDelay", "true");
        connector.setProperty("compression", "off");
        return connector;
    }

    /** Adds the WebSocket endpoint, as Tomcat requires, while the context starts. Created by Tomcat. */
    public static final class Endpoints implements ServletContextListener {

        @Override
        public void contextInitialized(ServletContextEvent event) {
            ServerContainer container =
                    (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
            ServerEndpointConfig webSocket = ServerEndpointConfig.Builder.create(EchoEndpoint.class, "/ws")
                    .subprotocols(List.of("echo"))
                    .configurator(new NoExtensions())
                    .build();
            try {
                container.addEndpoint(webSocket);
            } catch (DeploymentException e) {
                throw new IllegalStateException("Tomcat refused the WebSocket", e);
            }
        }
    }

    /** Declines permessage-deflate. */
    private static final class NoExtensions extends ServerEndpointConfig.Configurator {

        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return List.of();
        }
    }
}
