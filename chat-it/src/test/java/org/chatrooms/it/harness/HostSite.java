package org.chatrooms.it.harness;

import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Somebody's own web application with the chat in it: our files, and laid over them those of the site. It has our {@code
 * web.xml} until something is added that stands in one; then it has its own.
 */
public final class HostSite {
    private final Path folder;
    private final StringBuilder webXml = new StringBuilder();
    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, List<String>> users = new HashMap<>();
    private String contextPath = "/chat";
    private int securePort;
    private boolean isMetadataComplete;

    /** @param folder is made, and has our files in it from then on */
    public HostSite(Path folder) throws IOException {
        this.folder = folder;
        Path ours = Path.of(System.getProperty("chat.webapp"));
        try (Stream<Path> files = Files.walk(ours)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(ours.relativize(file).toString()));
            }
        }
    }

    /** Where the container has it; {@code /chat} if nothing is said. */
    public HostSite at(String path) {
        contextPath = path;
        return this;
    }

    /** Speaks HTTPS there, too, with a certificate that nobody vouches for. */
    public HostSite securelyAt(int port) {
        securePort = port;
        return this;
    }

    /** A context parameter. */
    public HostSite setting(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Somebody whom the container knows; their password is their name. */
    public HostSite user(String name, String... roles) {
        users.put(name, List.of(roles));
        return this;
    }

    /** A file of the site's own, which may be in the place of one of ours. */
    public HostSite file(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return this;
    }

    public HostSite servlet(Class<? extends Servlet> type, String urls) {
        return webXml("""
                <servlet>
                    <servlet-name>%1$s</servlet-name>
                    <servlet-class>%1$s</servlet-class>
                    <multipart-config/>
                </servlet>
                <servlet-mapping><servlet-name>%1$s</servlet-name><url-pattern>%2$s</url-pattern></servlet-mapping>
                """.formatted(type.getName(), urls));
    }

    /** A filter of everything, which comes before ours. */
    public HostSite filter(Class<? extends Filter> type, boolean isAsyncSupported) {
        return webXml("""
                <filter>
                    <filter-name>%1$s</filter-name>
                    <filter-class>%1$s</filter-class>
                    %2$s
                </filter>
                <filter-mapping><filter-name>%1$s</filter-name><url-pattern>/*</url-pattern></filter-mapping>
                """.formatted(type.getName(), isAsyncSupported ? "<async-supported>true</async-supported>" : ""));
    }

    /** Elements of its {@code web.xml}. */
    public HostSite webXml(String elements) {
        webXml.append(elements);
        return this;
    }

    /** The container looks for no annotations, and finds nothing but what {@code web.xml} names. */
    public HostSite metadataComplete() {
        isMetadataComplete = true;
        return this;
    }

    Path webapp() throws IOException {
        if (!webXml.isEmpty()) {
            file("WEB-INF/web.xml", """
                    <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="%s">
                    %s
                    </web-app>
                    """.formatted(isMetadataComplete, webXml));
        }
        return folder;
    }

    String contextPath() {
        return contextPath;
    }

    int securePort() {
        return securePort;
    }

    Map<String, String> settings() {
        return settings;
    }

    Map<String, List<String>> users() {
        return users;
    }
}
