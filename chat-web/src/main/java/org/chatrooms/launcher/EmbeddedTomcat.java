package org.chatrooms.launcher;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.catalina.Container;
import org.apache.catalina.Context;
import org.apache.catalina.Host;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.catalina.webresources.FileResourceSet;
import org.apache.catalina.webresources.StandardRoot;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** The Tomcat that comes with the WAR, set up for a chat. */
public final class EmbeddedTomcat {
    private EmbeddedTomcat() {}

    /**
     * Starts, prints the link and stays.
     *
     * @param plugins jars for the class path of the application, in this order, after its own
     * @return why it does not run, in one line; null when it does
     */
    public static String run(String host, int port, String contextPath, Path webapp, Path data, List<Path> plugins)
            throws IOException {
        KeptLog log = KeptLog.instead();
        Tomcat tomcat = new Tomcat();
        try {
            Context context = configure(tomcat, host, port, contextPath, webapp, data);
            addJars(context, plugins);
            AtomicReference<Object> failure = new AtomicReference<>();
            context.addLifecycleListener(event -> {
                // One that failed stops at once, and forgets why.
                if (event.getType().equals(Lifecycle.BEFORE_STOP_EVENT)) {
                    failure.set(context.getServletContext().getAttribute("chatrooms.startupFailure"));
                }
            });
            tomcat.start();
            if (context.getState() != LifecycleState.STARTED) {
                tomcat.stop();
                return failure.get() != null ? failure.get().toString() : "the web application failed\n" + log;
            }
            log.release();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(tomcat), "chatrooms-stop"));
            ServletContext chat = context.getServletContext();
            if (chat.getAttribute("chatrooms.administrator") != null) {
                System.out.println("Administrator: " + chat.getAttribute("chatrooms.administrator"));
            }
            String server =
                    "http://" + inUrl(host) + ":" + tomcat.getConnector().getLocalPort();
            System.out.println("Chatrooms is ready: " + server + chat.getAttribute("chatrooms.startPage"));
            return null;
        } catch (UnknownHostException e) {
            return "--host " + host + " is neither a name nor an address";
        } catch (LifecycleException e) {
            stopChat(tomcat);
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof BindException) {
                    return String.valueOf(cause.getMessage()).contains("in use")
                            ? "Port " + port + " of " + host + " is taken; --port chooses another"
                            : "Cannot listen on port " + port + " of " + host + ": " + cause.getMessage();
                }
            }
            return e + "\n" + log;
        }
    }

    /** It runs before anybody can reach it; where nobody can, it closes its database. */
    private static void stopChat(Tomcat tomcat) {
        for (Container chat : tomcat.getHost().findChildren()) {
            if (chat.getState().isAvailable()) {
                try {
                    chat.stop();
                } catch (LifecycleException e) {
                    System.err.println("Chatrooms did not stop cleanly: " + e);
                }
            }
        }
    }

    /** Whoever waits is answered, and the database is closed. */
    private static void stop(Tomcat tomcat) {
        try {
            tomcat.stop();
        } catch (LifecycleException e) {
            System.err.println("Chatrooms did not stop cleanly: " + e);
        }
    }

    /** A name that a browser on this machine can go to. */
    private static String inUrl(String host) {
        if (host.equals("0.0.0.0") || host.equals("::")) {
            return "localhost";
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static Context configure(Tomcat tomcat, String host, int port, String contextPath, Path webapp, Path data)
            throws IOException {
        tomcat.setBaseDir(Files.createDirectories(data.resolve("work")).toString());
        tomcat.setHostname("localhost");
        Connector connector = new ChatConnector();
        connector.setPort(port);
        connector.setThrowOnFailure(true);
        // Looked up here: a name that Tomcat does not know would make it listen on all addresses.
        connector.setProperty("address", InetAddress.getByName(host).getHostAddress());
        tomcat.setConnector(connector);
        Host tomcatHost = tomcat.getHost();
        ErrorReportValve errors = new ErrorReportValve();
        errors.setShowReport(false);
        errors.setShowServerInfo(false);
        tomcatHost.getPipeline().addValve(errors);
        ((StandardHost) tomcatHost).setErrorReportValveClass(null);
        // Without this the listener is not found: its class comes from the WAR, and Tomcat's from beside it.
        tomcat.getEngine().setParentClassLoader(EmbeddedTomcat.class.getClassLoader());
        Context chat = tomcat.addWebapp(contextPath, webapp.toString());
        // What a page or a web application may bring along is in the WAR: Tomcat and its compiler have nothing of the
        // kind.
        ((StandardJarScanner) chat.getJarScanner()).setScanClassPath(false);
        return chat;
    }

    /** As if they were in the WAR: also with pages, tags and static files that are in them. */
    private static void addJars(Context chat, List<Path> plugins) throws IOException {
        WebResourceRoot files = new StandardRoot(chat);
        for (Path jar : plugins) {
            String place = "/WEB-INF/lib/" + jar.getFileName();
            files.addPostResources(
                    new FileResourceSet(files, place, jar.toRealPath().toString(), "/"));
        }
        chat.setResources(files);
    }

    /** Keeps what is logged during the start: one clear line is enough, unless the reason is none that we know. */
    private static final class KeptLog extends Handler {
        private final List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());
        /** What administrators do, which is nobody's warning and has to be in the log. */
        private static final Logger AUDIT = Logger.getLogger("org.chatrooms.audit");

        private final Handler[] others = Logger.getLogger("").getHandlers();

        static KeptLog instead() {
            KeptLog log = new KeptLog();
            Logger root = Logger.getLogger("");
            for (Handler other : log.others) {
                root.removeHandler(other);
            }
            root.addHandler(log);
            return log;
        }

        /** From now on only warnings and errors, where they went before; and the chat's own that were kept. */
        void release() {
            Logger root = Logger.getLogger("");
            root.removeHandler(this);
            for (Handler other : others) {
                root.addHandler(other);
            }
            root.setLevel(Level.WARNING);
            AUDIT.setLevel(Level.INFO);
            List.copyOf(records).stream()
                    .filter(message -> message.getLevel().intValue() >= Level.WARNING.intValue())
                    .filter(message -> String.valueOf(message.getLoggerName()).startsWith("org.chatrooms"))
                    .forEach(root::log);
        }

        @Override
        public void publish(LogRecord message) {
            records.add(message);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            for (LogRecord message : List.copyOf(records)) {
                text.append(new java.util.logging.SimpleFormatter().format(message));
            }
            return text.toString();
        }
    }
}
