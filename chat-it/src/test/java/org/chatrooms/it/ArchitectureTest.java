package org.chatrooms.it;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.core.importer.Locations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The house stays as it was drawn: which package may know of which. */
class ArchitectureTest {
    private static final String OURS = "org.chatrooms..";
    private static final String MODEL = "org.chatrooms.model..";

    private static JavaClasses house;

    @BeforeAll
    static void read() {
        Set<Location> locations = new HashSet<>(Locations.ofPackage("org.chatrooms"));
        locations.add(Location.of(Path.of(System.getProperty("chat.webapp"), "org"))); // the launcher
        house = new ClassFileImporter()
                .withImportOption(location -> !location.contains("/org/chatrooms/it/")
                        && !location.contains("/org/chatrooms/MariadbServer")) // tests of ours
                .importLocations(locations);
    }

    @Test
    void every_room_of_the_house_is_looked_at() {
        Set<String> packages = new TreeSet<>();
        house.forEach(each -> packages.add(each.getPackageName()));

        assertTrue(
                packages.containsAll(List.of(
                        "org.chatrooms.model",
                        "org.chatrooms.spi",
                        "org.chatrooms.repository",
                        "org.chatrooms.handler",
                        "org.chatrooms.web",
                        "org.chatrooms.web.hub",
                        "org.chatrooms.redis",
                        "org.chatrooms.launcher")),
                packages.toString());
    }

    @Test
    void packages_know_each_other_in_one_direction_only() {
        slices().matching("org.chatrooms.(**)").should().beFreeOfCycles().check(house);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MODEL,
                "org.chatrooms.spi..",
                "org.chatrooms.repository..",
                "org.chatrooms.handler..",
                "org.chatrooms.policy..",
                "org.chatrooms.web.hub.."
            })
    void what_a_room_is_and_who_waits_in_it_knows_neither_servlets_nor_json(String packages) {
        noClasses()
                .that()
                .resideInAPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..", "com.google.gson..")
                .allowEmptyShould(true)
                .check(house);
    }

    @Test
    void sql_is_spoken_in_the_repositories_only() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.chatrooms.repository..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .check(house);
    }

    @Test
    void nobody_imports_the_front_door() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.chatrooms.web")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.chatrooms.web")
                .check(house);
    }

    @Test
    void the_model_uses_nothing_of_ours_and_spi_and_repositories_use_the_model_only() {
        usesOfOurs(MODEL);
        usesOfOurs("org.chatrooms.spi..", MODEL);
        usesOfOurs("org.chatrooms.repository..", MODEL);
    }

    private static void usesOfOurs(String packages, String... others) {
        noClasses()
                .that()
                .resideInAPackage(packages)
                .should()
                .dependOnClassesThat(resideInAPackage(OURS)
                        .and(resideOutsideOfPackages(packages))
                        .and(resideOutsideOfPackages(others)))
                .check(house);
    }

    @Test
    void the_launcher_starts_with_nothing_but_the_jdk() {
        DescribedPredicate<JavaClass> launcher = nameMatching(
                        "org\\.chatrooms\\.launcher\\.(Main|Archive|Options|LaunchException)(\\$.*)?")
                .forSubtype();

        classes()
                .that(launcher)
                .should()
                .onlyDependOnClassesThat(resideInAPackage("java..").or(launcher))
                .check(house);
    }

    @Test
    void every_package_says_what_it_is_for() throws IOException {
        Path root =
                Path.of(System.getProperty("chat.webapp")).resolve("../../..").normalize();
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> packages = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .filter(folder -> root.relativize(folder).subpath(1, 4).equals(Path.of("src/main/java")))
                    .distinct()
                    .toList();

            assertTrue(packages.size() > 10, packages.toString());
            assertEquals(
                    List.of(),
                    packages.stream()
                            .filter(folder -> Files.notExists(folder.resolve("package-info.java")))
                            .toList());
        }
    }
}
