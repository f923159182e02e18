package dev.headwater;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rooms and the arrows between them, as the architecture has them. */
class ArchitectureTest {
    private static final JavaClasses HOUSE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.headwater");

    /** Which rooms a room may import. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("lead", Set.of()),
            Map.entry("access", Set.of()),
            Map.entry("decision", Set.of()),
            Map.entry("touch", Set.of("lead", "decision")),
            Map.entry("attribution", Set.of("touch", "decision", "lead")),
            Map.entry("table", Set.of()),
            Map.entry("signal", Set.of("table", "attribution", "lead", "touch", "decision")),
            Map.entry("rules", Set.of("table", "signal", "decision")),
            Map.entry("resolver", Set.of("lead", "decision", "touch", "signal", "rules")),
            Map.entry("json", Set.of("lead", "decision", "touch", "attribution", "resolver", "table")),
            Map.entry("journal", Set.of("json", "resolver", "rules", "table", "signal", "touch", "decision", "lead")),
            Map.entry("scenario", Set.of("json", "resolver", "rules", "table", "signal", "touch", "decision", "lead")),
            Map.entry("ledger", Set.of()),
            Map.entry("cluster", Set.of()),
            Map.entry("infinispan", Set.of("cluster", "ledger", "attribution", "touch", "lead", "decision")),
            Map.entry(
                    "http",
                    Set.of(
                            "access",
                            "resolver",
                            "scenario",
                            "rules",
                            "json",
                            "table",
                            "signal",
                            "attribution",
                            "touch",
                            "decision",
                            "lead")),
            Map.entry(
                    "command",
                    Set.of(
                            "http",
                            "access",
                            "cluster",
                            "infinispan",
                            "journal",
                            "attribution",
                            "scenario",
                            "json",
                            "resolver",
                            "rules",
                            "table",
                            "signal",
                            "touch",
                            "decision",
                            "lead")));

    /** Each outside library, and the one room it is used in. */
    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("org.drools..", List.of("rules")),
            Map.entry("org.kie..", List.of("rules")),
            Map.entry("org.infinispan..", List.of("infinispan", "cluster")), // which hands its channel over to it
            Map.entry("org.jgroups..", List.of("cluster")),
            Map.entry("io.vertx..", List.of("http", "")),
            Map.entry("io.netty..", List.of("http", "")),
            Map.entry("io.micrometer..", List.of("http")),
            Map.entry("com.nimbusds..", List.of("access")),
            Map.entry("org.apache.poi..", List.of("table")),
            Map.entry("org.apache.commons.compress..", List.of("table")),
            Map.entry("org.apache.commons.text..", List.of("table")),
            Map.entry("de.siegmar.fastcsv..", List.of("table")),
            Map.entry("com.google.re2j..", List.of("table")),
            Map.entry("com.google.common..", List.of("signal")),
            Map.entry("com.google.i18n.phonenumbers..", List.of("signal")),
            Map.entry("com.fasterxml.jackson..", List.of("json")),
            Map.entry("org.snakeyaml..", List.of("scenario")),
            Map.entry("ch.qos.logback..", List.of("command")),
            Map.entry("picocli..", List.of("command", "")),
            Map.entry("me.tongfei..", List.of("command")));

    @Test
    void theArrowsRunOneWay() {
        Map<String, Set<String>> wrong = new TreeMap<>();
        for (JavaClass type : HOUSE) {
            String room = roomOf(type);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (!target.getPackageName().startsWith("dev.headwater") || room.equals(roomOf(target))) {
                    continue;
                }
                boolean allowed =
                        room.isEmpty() || ARROWS.getOrDefault(room, Set.of()).contains(roomOf(target));
                if (!allowed) {
                    wrong.computeIfAbsent(room + " -> " + roomOf(target), key -> new TreeSet<>())
                            .add(type.getSimpleName());
                }
            }
        }
        assertThat(wrong).as("arrows that the architecture does not have").isEmpty();
    }

    @Test
    void noRoomLeadsBackToItself() {
        slices().matching("dev.headwater.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void everyPackageIsARoomWithAPlate() {
        Set<String> rooms = new TreeSet<>();
        for (JavaClass type : HOUSE) {
            if (!type.getSimpleName().equals("package-info")) {
                rooms.add(type.getPackageName());
            }
        }
        for (String room : rooms) {
            assertThat(HOUSE.stream()
                            .filter(type -> type.getName().equals(room + ".package-info"))
                            .anyMatch(type -> type.isAnnotatedWith(NullMarked.class)))
                    .as(room + " explains itself and is null-marked")
                    .isTrue();
        }
        assertThat(rooms.stream().map(name -> name.replaceFirst("dev\\.headwater\\.?", "")))
                .allMatch(room -> room.isEmpty() || ARROWS.containsKey(room));
    }

    @Test
    void eachOutsideLibraryAppearsInOneRoom() {
        LIBRARIES.forEach((library, homes) -> {
            List<JavaClass> strangers = HOUSE.that(not(resideInAnyPackage(packages(homes)))).stream()
                    .filter(type -> type.getDirectDependenciesFromSelf().stream()
                            .anyMatch(dependency -> resideInAPackage(library).test(dependency.getTargetClass())))
                    .toList();
            assertThat(strangers).as(library + " outside " + homes).isEmpty();
        });
    }

    private static String[] packages(List<String> rooms) {
        return rooms.stream()
                .map(room -> room.isEmpty() ? "dev.headwater" : "dev.headwater." + room + "..")
                .toArray(String[]::new);
    }

    private static String roomOf(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.");
        return parts.length > 2 ? parts[2] : "";
    }
}
