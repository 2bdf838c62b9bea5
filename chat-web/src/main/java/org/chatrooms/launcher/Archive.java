package org.chatrooms.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The WAR that this class comes from, as a folder: a class loader cannot look into the jars of an archive. */
final class Archive {
    private Archive() {}

    /** Unpacks it into {@code FOLDER/app}, once: only one that changed is unpacked again. */
    static Path unpackOnce(Path folder) throws IOException, URISyntaxException {
        Path war = war();
        if (Files.isDirectory(war)) {
            return war;
        }
        Path app = folder.resolve("app");
        Path stamp = folder.resolve("app.unpacked");
        String identity = Files.size(war) + " " + Files.getLastModifiedTime(war);
        if (Files.exists(stamp) && Files.readString(stamp).equals(identity)) {
            return app;
        }
        Files.deleteIfExists(stamp);
        delete(app);
        unpack(war, app);
        Files.writeString(stamp, identity);
        return app;
    }

    /** Unpacks it into an empty folder. */
    static void unpackInto(Path folder) throws IOException, URISyntaxException {
        unpack(war(), folder);
    }

    private static Path war() throws URISyntaxException {
        return Path.of(Archive.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static void unpack(Path war, Path folder) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(war))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                unpackEntry(zip, entry, folder);
            }
        }
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

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** A class loader over a folder of classes, and the jars in others. */
    static URLClassLoader loader(Path classes, Path... jarFolders) throws IOException {
        List<URL> urls = new ArrayList<>(List.of(url(classes)));
        for (Path folder : jarFolders) {
            try (Stream<Path> jars = Files.list(folder)) {
                for (Path jar : jars.sorted().toList()) {
                    urls.add(url(jar));
                }
            }
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }
}
