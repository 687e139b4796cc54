package io.audmodel.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How much a reader of one package has to hold at a time, and what a package keeps to itself. */
class WallsTest {

    private static final String ROOT = "io.audmodel";
    private static final int MAX_FILES = 40;
    private static final int MAX_FLOORS = 10;

    /** Of the core, those that no module but itself reads. */
    private static final Set<String> HIDDEN = Set.of(
            "io.audmodel.archive",
            "io.audmodel.archive.pack",
            "io.audmodel.archive.unpack",
            "io.audmodel.call",
            "io.audmodel.claim",
            "io.audmodel.config",
            "io.audmodel.fetch",
            "io.audmodel.plugin",
            "io.audmodel.serializer.yaml",
            "io.audmodel.store");

    @Test
    void rootPackage_hasFewFiles() {
        assertThat(files(ROOT)).hasSizeBetween(1, MAX_FILES);
    }

    @Test
    void rootPackage_hasFewFloors() {
        Map<String, Set<String>> arrows =
                files(ROOT).stream().collect(Collectors.toMap(JavaClass::getName, WallsTest::withinItsPackage));
        // A client is where its builder begins, and what it ends with.
        arrows.get(ROOT + ".AudModel").remove(ROOT + ".AudModelBuilder");
        Map<String, Integer> floors = new HashMap<>();

        assertThat(arrows.keySet())
                .allSatisfy(
                        name -> assertThat(floor(name, arrows, floors)).as(name).isLessThanOrEqualTo(MAX_FLOORS));
    }

    @Test
    void publicClasses_ofHiddenPackages_haveUsersOutside() {
        List<JavaClass> publicOnes = HouseClasses.ALL.stream()
                .filter(type -> HIDDEN.contains(type.getPackageName()) && isFile(type))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                // The compiler copies constants: nothing tells who uses them.
                .filter(type -> !type.getMethods().isEmpty())
                .toList();

        assertThat(publicOnes)
                .isNotEmpty()
                .allSatisfy(type -> assertThat(usersOutside(type))
                        .as("users of " + type.getName() + " outside of its package")
                        .isNotEmpty());
    }

    private static List<JavaClass> files(String name) {
        return HouseClasses.ALL.stream()
                .filter(type -> type.getPackageName().equals(name) && isFile(type))
                .toList();
    }

    private static boolean isFile(JavaClass type) {
        return type.isTopLevelClass() && !type.getSimpleName().equals("package-info");
    }

    /** The files of its own package that a file needs. */
    private static Set<String> withinItsPackage(JavaClass file) {
        return HouseClasses.ALL.stream()
                .filter(type -> top(type.getName()).equals(file.getName()))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .filter(target -> target.getPackageName().equals(file.getPackageName()))
                .map(target -> top(target.getBaseComponentType().getName()))
                .filter(name -> !name.equals(file.getName()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static int floor(String name, Map<String, Set<String>> arrows, Map<String, Integer> known) {
        Integer floor = known.get(name);
        if (floor == null) {
            floor = 1
                    + arrows.get(name).stream()
                            .mapToInt(below -> floor(below, arrows, known))
                            .max()
                            .orElse(0);
            known.put(name, floor);
        }
        return floor;
    }

    private static Set<String> usersOutside(JavaClass type) {
        return HouseClasses.ALL.stream()
                .filter(nested -> top(nested.getName()).equals(type.getName()))
                .flatMap(nested -> nested.getDirectDependenciesToSelf().stream())
                .map(dependency -> dependency.getOriginClass().getPackageName())
                .filter(origin -> !origin.equals(type.getPackageName()))
                .collect(Collectors.toSet());
    }

    private static String top(String name) {
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }
}
