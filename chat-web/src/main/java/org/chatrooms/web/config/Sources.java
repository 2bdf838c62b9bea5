package org.chatrooms.web.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where settings come from; the first that has one counts. Other people's names are in them, too.
 *
 * @param properties the system properties
 * @param environment the environment, where names have a form of their own
 * @param parameters the context parameters
 */
record Sources(Map<String, String> properties, Map<String, String> environment, Map<String, String> parameters) {
    private static final Logger LOG = LoggerFactory.getLogger(Sources.class);
    private static final String ENVIRONMENT_PREFIX = "CHATROOMS_";

    /** What every name of ours, and of the plugins', begins with. */
    static final String PREFIX = "chatrooms.";

    Sources {
        properties = Map.copyOf(properties);
        environment = Map.copyOf(environment);
        parameters = Map.copyOf(parameters);
    }

    /** The value as it was given; a blank one is none. */
    Optional<String> find(String name) {
        String value = properties.getOrDefault(
                name, environment.getOrDefault(Setting.environmentVariable(name), parameters.get(name)));
        return Optional.ofNullable(value).filter(given -> !given.isBlank());
    }

    /**
     * Finds what was mistyped. In the environment that is a warning: platforms set variables by themselves.
     *
     * @throws StartupException naming one that is not known
     */
    void refuseAllBut(Set<String> known) {
        refuseAllBut(known, parameters, "context parameter");
        refuseAllBut(known, properties, "system property");
        Set<String> variables = known.stream().map(Setting::environmentVariable).collect(Collectors.toSet());
        environment.keySet().stream()
                .filter(name -> name.startsWith(ENVIRONMENT_PREFIX) && !variables.contains(name))
                .sorted()
                .forEach(name -> LOG.warn("The environment variable {} is none of our settings", name));
    }

    private static void refuseAllBut(Set<String> known, Map<String, String> given, String kind) {
        for (String name : given.keySet()) {
            if (name.startsWith(PREFIX) && !known.contains(name)) {
                throw new StartupException("There is no setting " + name + " (given as a " + kind + ")");
            }
        }
    }
}
