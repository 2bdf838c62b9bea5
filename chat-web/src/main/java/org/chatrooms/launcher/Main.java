package org.chatrooms.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Starts the chat from its WAR. JDK only: nothing else is on the class path yet. */
public final class Main {
    private static final String LIBRARIES = "WEB-INF/lib-provided";

    /** Held here, because a channel that nobody refers to is closed, and its lock with it. */
    private static FileLock lock;

    private Main() {}

    public static void main(String[] arguments) {
        List<String> list = List.of(arguments);
        if (list.contains("--help")) {
            System.out.println(Options.HELP);
            return;
        }
        try {
            Options options = Options.parse(list, System.getenv());
            lock(options.data());
            start(unpack(options.data()), options);
        } catch (LaunchException e) {
            System.err.println("Chatrooms does not start: " + e.getMessage());
            System.exit(1);
        } catch (Exception e) {
            System.err.println("Chatrooms does not start:");
            e.printStackTrace();
            System.exit(1);
        }
    }

    /** One process a data folder. The lock goes with the process, however that ends. */
    private static void lock(Path data) {
        try {
            Files.createDirectories(data);
            FileChannel file =
                    FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = file.tryLock();
            if (lock == null) {
                throw new LaunchException("The data folder " + data + " is in use by another process");
            }
        } catch (IOException | OverlappingFileLockException e) {
            throw new LaunchException("The data folder " + data + " is not writable (" + e + ")");
        }
    }

    /** Unpacks the WAR beside the data, once: only a WAR that changed is unpacked again. */
    private static Path unpack(Path data) throws IOException, URISyntaxException {
        Path war = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(war)) {
            return war;
        }
        Path folder = data.resolve("app");
        Path stamp = data.resolve("app.unpacked");
        String identity = Files.size(war) + " " + Files.getLastModifiedTime(war);
        if (Files.exists(stamp) && Files.readString(stamp).equals(identity)) {
            return folder;
        }
        Files.deleteIfExists(stamp);
        delete(folder);
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(war))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                unpackEntry(zip, entry, folder);
            }
        }
        Files.writeString(stamp, identity);
        return folder;
    }

    private static void unpackEntry(InputStream content, ZipEntry entry, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("The archive has an entry outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else {
            Files.createDirectories(target.getParent());
            Files.copy(content, target);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** In a class loader of its own, which finds this package again, and Tomcat beside it. */
    private static void start(Path webapp, Options options) throws Exception {
        List<URL> urls = new ArrayList<>();
        urls.add(webapp.toUri().toURL());
        try (Stream<Path> libraries = Files.list(webapp.resolve(LIBRARIES))) {
            for (Path library : libraries.sorted().toList()) {
                urls.add(library.toUri().toURL());
            }
        }
        URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        System.setProperty("chatrooms.data", options.data().toString());
        Object failure = loader.loadClass("org.chatrooms.launcher.EmbeddedTomcat")
                .getMethod("run", String.class, int.class, String.class, Path.class, Path.class)
                .invoke(null, options.host(), options.port(), options.contextPath(), webapp, options.data());
        if (failure != null) {
            throw new LaunchException((String) failure);
        }
    }
}
