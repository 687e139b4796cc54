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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How much a reader of one package has to hold at a time, and what a package keeps to itself. */
@Tag("one-jdk")
class WallsTest {

    private static final String ROOT = "io.audmodel";
    private static final int MAX_FILES = 40;
    private static final int MAX_FLOORS = 10;

    private static final String CORE = "audmodel-core/src/main/java/";
    private static final Pattern EXPORTS = Pattern.compile("\n    exports ([\\w.]+);");

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
        Set<String> hidden = hiddenPackages();
        List<JavaClass> publicOnes = HouseClasses.ALL.stream()
                .filter(type -> hidden.contains(type.getPackageName()) && isFile(type))
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

    /** Of the core, those that its module does not export. */
    private static Set<String> hiddenPackages() {
        List<SourceFile> core = SourceFile.ofRepository().stream()
                .filter(file -> slashed(file).startsWith(CORE))
                .toList();
        Set<String> hidden = core.stream()
                .filter(file -> file.name().equals("package-info.java"))
                .map(file ->
                        slashed(file).substring(CORE.length(), slashed(file).lastIndexOf('/')))
                .map(folder -> folder.replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> exported = core.stream()
                .filter(file -> file.name().equals("module-info.java"))
                .flatMap(file -> EXPORTS.matcher(file.text()).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(hidden).containsAll(exported);
        hidden.removeAll(exported);
        return hidden;
    }

    private static String slashed(SourceFile file) {
        return file.path().toString().replace('\\', '/');
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
