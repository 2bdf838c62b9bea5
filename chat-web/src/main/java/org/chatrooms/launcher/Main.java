package org.chatrooms.launcher;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URLClassLoader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts the chat from its WAR. JDK only: nothing else is on the class path yet. */
public final class Main {
    /** Held here, because a channel that nobody refers to is closed, and its lock with it. */
    private static FileLock lock;

    private Main() {}

    public static void main(String[] arguments) {
        List<String> list = List.of(arguments);
        if (list.contains("--help")) {
            System.out.println(Options.HELP);
            return;
        }
        String notDone =
                list.contains("--reset-password") ? "The password is not reset: " : "Chatrooms does not start: ";
        try {
            Options options = Options.parse(list, System.getenv());
            System.setProperty("chatrooms.data", options.data().toString());
            if (options.resetPassword().isPresent()) {
                resetPassword(options.resetPassword().get());
            } else {
                lock(options.data());
                start(Archive.unpackOnce(options.data()), options);
            }
        } catch (LaunchException e) {
            System.err.println(notDone + e.getMessage());
            System.exit(1);
        } catch (Exception e) {
            System.err.println(notDone);
            e.printStackTrace();
            System.exit(1);
        }
    }

    /** One process a data folder. The lock goes with the process, however that ends. */
    private static void lock(Path data) {
        try {
            makeFolder(data);
            FileChannel file =
                    FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = file.tryLock();
            if (lock == null) {
                throw new LaunchException("The data folder " + data + " is in use by another process or chat");
            }
        } catch (IOException | OverlappingFileLockException e) {
            throw new LaunchException("The data folder " + data + " is not writable (" + e + ")");
        }
    }

    /** For nobody else on the machine: passwords are in it, if only as hashes. */
    private static void makeFolder(Path data) throws IOException {
        if (Files.notExists(data)
                && data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(data);
        }
    }

    /** In a class loader of its own, which finds this package again, and Tomcat beside it. */
    private static void start(Path webapp, Options options) throws Exception {
        // Not closed: it is what the server runs on.
        URLClassLoader loader = Archive.loader(webapp, webapp.resolve("WEB-INF/lib-provided"));
        Thread.currentThread().setContextClassLoader(loader);
        Object failure = loader.loadClass("org.chatrooms.launcher.EmbeddedTomcat")
                .getMethod("run", String.class, int.class, String.class, Path.class, Path.class, List.class)
                .invoke(
                        null,
                        options.host(),
                        options.port(),
                        options.contextPath(),
                        webapp,
                        options.data(),
                        options.plugins());
        if (failure != null) {
            throw new LaunchException((String) failure);
        }
    }

    /** The data folder may be a running server's, of this or another version, so nothing is unpacked there. */
    private static void resetPassword(String name)
            throws IOException, URISyntaxException, ReflectiveOperationException {
        Path folder = Files.createTempDirectory("chatrooms");
        Path webInf = folder.resolve("WEB-INF");
        try {
            Archive.unpackInto(folder);
            Logger.getLogger("").setLevel(Level.SEVERE);
            try (URLClassLoader loader =
                    Archive.loader(webInf.resolve("classes"), webInf.resolve("lib"), webInf.resolve("lib-provided"))) {
                Thread.currentThread().setContextClassLoader(loader);
                System.out.println("Password: "
                        + loader.loadClass("org.chatrooms.web.PasswordReset")
                                .getMethod("run", String.class)
                                .invoke(null, name));
            }
        } catch (InvocationTargetException e) {
            throw new LaunchException(e.getCause().getMessage());
        } finally {
            Archive.delete(folder);
        }
    }
}
