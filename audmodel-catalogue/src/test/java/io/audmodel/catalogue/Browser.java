package io.audmodel.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Chromium, by its driver, both of this machine: one for all tests of a JVM. Where it cannot be had a test is skipped, on CI it
 * fails.
 */
final class Browser {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final ReentrantLock LOCK = new ReentrantLock();

    private static @Nullable Browser only;

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static Browser get() {
        LOCK.lock();
        try {
            if (only == null) {
                only = new Browser(start());
                Runtime.getRuntime().addShutdownHook(new Thread(only.driver::quit));
            }
            return only;
        } finally {
            LOCK.unlock();
        }
    }

    private static ChromeDriver start() {
        if (!Files.isExecutable(CHROMIUM) || !Files.isExecutable(DRIVER)) {
            String missing = CHROMIUM + " or " + DRIVER + " is missing: apt-get install chromium chromium-driver";
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(missing);
            }
            return Assumptions.abort(missing);
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1200,900");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
        driver.manage().timeouts().scriptTimeout(PATIENT).pageLoadTimeout(PATIENT);
        return driver;
    }

    /** Opens a page anew, in a wide window and in light colours. */
    void open(Path page, String hash) {
        openAt(page.toUri() + hash);
    }

    /** As {@link #open}, at any address. */
    void openAt(String address) {
        emulate(1200, "light");
        driver.get("about:blank");
        console();
        driver.get(address);
    }

    /** Follows a link within the page, and waits until the page has shown it. */
    void follow(String hash) {
        driver.executeAsyncScript("""
                const done = arguments[1];
                if (location.hash === arguments[0]) return done();
                addEventListener('hashchange', () => setTimeout(done), { once: true });
                location.hash = arguments[0];
                """, hash);
    }

    /** Shows pages as a window of this width does, and as a system does that prefers these colours. */
    void emulate(int width, String colours) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
    }

    Object cdp(String command, Map<String, Object> parameters) {
        return driver.executeCdpCommand(command, parameters);
    }

    Object script(String code, Object... arguments) {
        return driver.executeScript(code, arguments);
    }

    Object asyncScript(String code, Object... arguments) {
        return driver.executeAsyncScript(code, arguments);
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<String> texts(String css) {
        return driver.findElements(By.cssSelector(css)).stream()
                .map(WebElement::getText)
                .toList();
    }

    WebElement withText(String css, String text) {
        return driver.findElements(By.cssSelector(css)).stream()
                .filter(element -> element.getText().contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + css + " has the text " + text + ": " + texts(css)));
    }

    /** Types into a field, in place of what is there, and waits until the page has taken it. */
    void type(String css, String text) {
        WebElement field = find(css);
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, text);
        // The page waits until nobody has typed for a while.
        asyncScript("setTimeout(arguments[0], 250)");
    }

    /** Presses a key where the focus is. */
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    String link() {
        return Objects.requireNonNull(driver.getCurrentUrl()).replaceFirst("^[^#]*", "");
    }

    String title() {
        return Objects.requireNonNull(driver.getTitle());
    }

    /** What the browser has complained of since the last call: errors, and what the content security policy refused. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    void screenshot(Path file) {
        try {
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The findings of axe-core by the rules of WCAG 2.2 AA and its best practices, one text each. */
    Object axe() {
        try (InputStream in = Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"), "axe.min.js")) {
            script(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return asyncScript("""
                const done = arguments[0];
                const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
                axe.run(document, { runOnly: { type: 'tag', values: tags } }).then(
                    (result) => done(result.violations.map((one) => one.id + ': ' + one.help + ' '
                        + one.nodes.map((node) => node.html + ' ' + node.failureSummary).join('; '))),
                    (error) => done(['axe-core failed: ' + error]));
                """);
    }
}
