package org.chatrooms.it.harness;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.naming.NamingException;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.InstanceManager;
import org.apache.tomcat.SimpleInstanceManager;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.awaitility.Awaitility;
import org.chatrooms.model.Room;
import org.chatrooms.web.ChatContextListener;

/**
 * The web application in an embedded Tomcat in this process, on a free port, over an H2 file where settings say nothing else.
 * With a clock of the test's own nothing ticks but {@link #tick}.
 */
public final class EmbeddedServer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger("");
    private static final int ANY_PORT = 0;

    private final Path data;
    private final Path webapp;
    private final Tomcat tomcat = new Tomcat();
    private final List<Runnable> ticks = new CopyOnWriteArrayList<>();
    private final AtomicInteger parked = new AtomicInteger();
    private final Map<String, String> settings = new HashMap<>();
    private final List<ContextResource> named = new ArrayList<>();
    private String contextPath = "/chat";
    private int securePort;
    private Duration patience = Duration.ofMinutes(1);
    private StandardContext context;

    private EmbeddedServer(Path data) {
        this(data, Path.of(System.getProperty("chat.webapp")));
    }

    private EmbeddedServer(Path data, Path webapp) {
        this.data = data;
        this.webapp = webapp;
    }

    /** With real time, on a free port. */
    public static EmbeddedServer start(Path data) throws IOException, LifecycleException {
        return start(data, ANY_PORT, 200);
    }

    /** With real time. */
    public static EmbeddedServer start(Path data, int port, int requestThreads) throws IOException, LifecycleException {
        return new EmbeddedServer(data).run(new ChatContextListener(), port, requestThreads);
    }

    /** With real time, in somebody's own site. */
    public static EmbeddedServer startSite(Path data, HostSite site) throws IOException, LifecycleException {
        EmbeddedServer server = new EmbeddedServer(data, site.webapp());
        server.contextPath = site.contextPath();
        server.securePort = site.securePort();
        server.settings.putAll(site.settings());
        site.users().forEach((name, roles) -> {
            server.tomcat.addUser(name, name);
            roles.forEach(role -> server.tomcat.addRole(name, role));
        });
        return server.run(new ChatContextListener(), ANY_PORT, 200);
    }

    /**
     * With real time.
     *
     * @param settings context parameters
     * @param named what the container keeps for the chat under names
     */
    public static EmbeddedServer start(Path data, Map<String, String> settings, ContextResource... named)
            throws IOException, LifecycleException {
        EmbeddedServer server = new EmbeddedServer(data);
        server.settings.putAll(settings);
        server.named.addAll(List.of(named));
        return server.run(new ChatContextListener(), ANY_PORT, 200);
    }

    /** With the test's time: nothing ends, expires or is renewed before {@link #tick} is called. */
    public static EmbeddedServer start(Path data, Clock clock) throws IOException, LifecycleException {
        return start(data, clock, 200);
    }

    /** With the test's time. */
    public static EmbeddedServer start(Path data, Clock clock, int requestThreads)
            throws IOException, LifecycleException {
        return start(data, clock, requestThreads, Map.of());
    }

    /**
     * With the test's time.
     *
     * @param settings context parameters
     * @param named what the container keeps for the chat under names
     */
    public static EmbeddedServer start(Path data, Clock clock, Map<String, String> settings, ContextResource... named)
            throws IOException, LifecycleException {
        return start(data, clock, 200, settings, named);
    }

    /**
     * With the test's time, but for the container's own patience.
     *
     * @param patience how long it waits for a client that does not read
     */
    public static EmbeddedServer start(Path data, Clock clock, int requestThreads, Duration patience)
            throws IOException, LifecycleException {
        EmbeddedServer server = new EmbeddedServer(data);
        server.patience = patience;
        return server.run(clock, requestThreads);
    }

    private static EmbeddedServer start(
            Path data, Clock clock, int requestThreads, Map<String, String> settings, ContextResource... named)
            throws IOException, LifecycleException {
        EmbeddedServer server = new EmbeddedServer(data);
        server.settings.putAll(settings);
        server.named.addAll(List.of(named));
        return server.run(clock, requestThreads);
    }

    private EmbeddedServer run(Clock clock, int requestThreads) throws IOException, LifecycleException {
        return run(
                new ChatContextListener(clock, tick -> {
                    ticks.add(tick);
                    return () -> ticks.remove(tick);
                }),
                ANY_PORT,
                requestThreads);
    }

    private EmbeddedServer run(ChatContextListener listener, int port, int requestThreads)
            throws IOException, LifecycleException {
        LOG.setLevel(Level.WARNING);
        if (settings.keySet().stream().noneMatch(setting -> setting.startsWith("chatrooms.jdbc."))) {
            DataFolder.prepare(data);
        }
        tomcat.setBaseDir(Files.createDirectories(data.resolve("tomcat")).toString());
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", "localhost");
        connector.setProperty("maxThreads", Integer.toString(requestThreads));
        connector.setProperty("connectionTimeout", Long.toString(patience.toMillis()));
        connector.setProperty(
                "keepAliveTimeout", Long.toString(Duration.ofMinutes(1).toMillis()));
        connector.setProperty("maxKeepAliveRequests", "-1"); // as ours has it
        connector.setProperty("maxSwallowSize", "0"); // as ours has it
        connector.setProperty("compression", "on"); // as ours has it
        connector.setProperty("compressibleMimeType", "text/css,text/javascript");
        connector.setProperty("compressionMinSize", "256");
        connector.addUpgradeProtocol(new Http2Protocol()); // for clients that ask for it
        tomcat.setConnector(connector);
        if (securePort > 0) {
            tomcat.getService().addConnector(secure(securePort));
        }

        context = new ContextWith(listener);
        context.setPath(contextPath);
        context.setDocBase(webapp.toString());
        context.setDelegate(true); // the classes of the tests' class path, once
        context.setParentClassLoader(getClass().getClassLoader());
        context.setClearReferencesThreadLocals(false); // would need --add-opens, and warns of that at each stop
        context.setClearReferencesRmiTargets(false);
        ((StandardJarScanner) context.getJarScanner()).setScanClassPath(false); // as ours has it
        context.addLifecycleListener(tomcat.getDefaultWebXmlListener());
        ContextConfig config = new ContextConfig();
        config.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
        context.addLifecycleListener(config);
        settings.putIfAbsent("chatrooms.data", data.toString());
        settings.putIfAbsent("chatrooms.limits.enabled", "false"); // people in tests are faster than people
        settings.forEach(context::addParameter);
        if (!named.isEmpty()) {
            tomcat.enableNaming();
            named.forEach(context.getNamingResources()::addResource);
        }
        context.getPipeline().addValve(new ParkedCounter());
        tomcat.getHost().addChild(context);
        AtomicReference<Object> refusal = new AtomicReference<>();
        context.addLifecycleListener(event -> {
            // One that failed stops at once, and forgets why.
            if (event.getType().equals(Lifecycle.BEFORE_STOP_EVENT)) {
                refusal.set(context.getServletContext().getAttribute(ChatContextListener.STARTUP_FAILURE));
            }
        });
        tomcat.start();
        if (context.getState() != LifecycleState.STARTED) {
            close();
            throw new IllegalStateException(
                    refusal.get() == null ? "The web application did not start" : (String) refusal.get());
        }
        return this;
    }

    private Connector secure(int port) throws IOException {
        Path keys = data.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String make = " -genkeypair -keyalg EC -dname CN=test -storepass changeit -keystore ";
        int status = new ProcessBuilder((keytool + make + keys).split(" "))
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("keytool.log").toFile())
                .start()
                .onExit()
                .join()
                .exitValue();
        if (status != 0) {
            throw new IllegalStateException(Files.readString(data.resolve("keytool.log")));
        }
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystoreFile(keys.toString());
        certificate.setCertificateKeystorePassword("changeit");
        host.addCertificate(certificate);
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", "localhost");
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        connector.addSslHostConfig(host);
        return connector;
    }

    /** Takes this listener where the container would make one, with a clock of its own. */
    private static final class ContextWith extends StandardContext {
        private final ChatContextListener listener;

        ContextWith(ChatContextListener listener) {
            this.listener = listener;
        }

        @Override
        public InstanceManager createInstanceManager() {
            return new SimpleInstanceManager() {
                @Override
                public Object newInstance(String name)
                        throws IllegalAccessException, InvocationTargetException, NamingException,
                                InstantiationException, ClassNotFoundException, NoSuchMethodException {
                    return name.equals(listener.getClass().getName()) ? listener : super.newInstance(name);
                }
            };
        }
    }

    /** Counts the requests that wait when their thread leaves them. */
    private final class ParkedCounter extends ValveBase {
        ParkedCounter() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            getNext().invoke(request, response);
            if (request.isAsync() && !request.isAsyncCompleting()) {
                parked.incrementAndGet();
            }
        }
    }

    /** Sends a request, and returns when it waits in the server (or was answered against expectation). */
    public <T> CompletableFuture<T> park(Supplier<CompletableFuture<T>> request) {
        int before = parked.get();
        CompletableFuture<T> answer = request.get();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(60))
                .until(() -> parked.get() > before || answer.isDone());
        return answer;
    }

    /** How many requests have waited so far: each counts when its thread has left it, and not before. */
    public int parked() {
        return parked.get();
    }

    /** How many requests wait now. */
    public long waiting() {
        return context.getInProgressAsyncCount();
    }

    /** Whether somebody got the page for errors so far: then the container has compiled it. */
    public boolean hasShownAnError() throws IOException {
        File work = (File) servletContext().getAttribute(ServletContext.TEMPDIR);
        try (Stream<Path> files = Files.walk(work.toPath())) {
            return files.anyMatch(file -> file.endsWith("error_jsp.java"));
        }
    }

    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    /** Where the chat is mounted, with a slash at the end. */
    public URI base() {
        return URI.create(
                "http://localhost:" + port() + contextPath + settings.getOrDefault("chatrooms.mount", "") + "/");
    }

    /** What the container knows of the web application. */
    public ServletContext servletContext() {
        return context.getServletContext();
    }

    /** The URLs that the chat answers itself, as it told the container, below the context path. */
    public Set<String> urls() {
        Set<String> urls = new TreeSet<>();
        servletContext().getServletRegistrations().forEach((name, servlet) -> {
            if (name.startsWith("chatrooms-")) {
                urls.addAll(servlet.getMappings());
            }
        });
        return urls;
    }

    /** Lets time pass once, as the ticker would. */
    public void tick() {
        ticks.forEach(Runnable::run);
    }

    /** Makes rooms in a data folder whose server does not run. */
    public static void makeRooms(Path data, Room... rooms) {
        DataFolder.makeRooms(data, List.of(rooms));
    }

    /** Stops as a redeploy does: whoever waits is answered first. */
    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
