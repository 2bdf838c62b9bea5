package org.chatrooms.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The command line.
 *
 * @param plugins jars for the class path of the application, in this order
 */
record Options(
        String host, int port, Path data, String contextPath, List<Path> plugins, Optional<String> resetPassword) {
    static final String HELP = """
            Usage: java -jar chat.war [options]

              --port PORT          port to listen on; 0 takes a free one (8080)
              --host HOST          name or address to listen on (localhost)
              --data FOLDER        folder that keeps the data (./chatrooms-data)
              --context-path PATH  what every URL begins with; / for none (/chat)
              --plugins FOLDER     folder with jars of your own classes
              --reset-password NAME
                                   give an account a new password, print it, and end
              --help               this text

            Settings are given as -Dchatrooms.NAME=VALUE.""";

    private static final List<String> NAMES =
            List.of("--host", "--port", "--data", "--context-path", "--plugins", "--reset-password");

    /** @throws LaunchException if the arguments make no sense */
    static Options parse(List<String> arguments, Map<String, String> environment) {
        String host = "localhost";
        String port = "8080";
        String data = null;
        String contextPath = "/chat";
        List<Path> plugins = List.of();
        String resetPassword = null;
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            if (name.startsWith("-Dchatrooms.") && name.indexOf('=') > 0) {
                String[] setting = name.substring(2).split("=", 2);
                System.setProperty(setting[0], setting[1]);
                continue;
            }
            if (!NAMES.contains(name)) {
                throw new LaunchException("There is no option " + name + "; --help lists them");
            }
            if (++i == arguments.size()) {
                throw new LaunchException(name + " needs a value");
            }
            switch (name) {
                case "--host" -> host = arguments.get(i);
                case "--port" -> port = arguments.get(i);
                case "--data" -> data = arguments.get(i);
                case "--plugins" -> plugins = jars(arguments.get(i));
                case "--reset-password" -> resetPassword = arguments.get(i);
                default -> contextPath = arguments.get(i);
            }
        }
        if (data == null) { // asked for last: it may stand among the arguments
            String fromEnvironment = environment.getOrDefault("CHATROOMS_DATA", "");
            data = System.getProperty("chatrooms.data", fromEnvironment.isBlank() ? "chatrooms-data" : fromEnvironment);
        }
        return new Options(
                host,
                port(port),
                Path.of(data).toAbsolutePath().normalize(),
                contextPath(contextPath),
                plugins,
                Optional.ofNullable(resetPassword));
    }

    /** By name: where two have the same class, everybody knows which one counts. */
    private static List<Path> jars(String folder) {
        try (Stream<Path> files = Files.list(Path.of(folder).toAbsolutePath().normalize())) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new LaunchException("--plugins: the folder " + folder + " cannot be read (" + e + ")");
        }
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // The same answer as for a number that is no port.
        }
        throw new LaunchException("--port must be a number from 0 to 65535, not " + text);
    }

    private static String contextPath(String text) {
        String path = text.equals("/") ? "" : text;
        if (!path.matches("(/[A-Za-z0-9._~-]+)*")) {
            throw new LaunchException("--context-path must look like /chat, or be /, not " + text);
        }
        return path;
    }
}
