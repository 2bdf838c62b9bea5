package org.chatrooms.it.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A folder with jars of a site's own classes. */
public final class PluginFolder {
    private PluginFolder() {}

    /** Packs a class of the tests into a jar of its own. */
    public static void add(Path folder, String jar, Class<?> type) throws IOException {
        try (InputStream code = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            add(folder, jar, type, code.readAllBytes());
        }
    }

    /** The same with other code than it has. */
    public static void add(Path folder, String jar, Class<?> type, byte[] code) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(folder.resolve(jar)))) {
            out.putNextEntry(new JarEntry(type.getName().replace('.', '/') + ".class"));
            out.write(code);
        }
    }
}
