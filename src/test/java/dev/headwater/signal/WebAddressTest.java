package dev.headwater.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as browsers send them and people paste them. */
class WebAddressTest {
    private final Oddities oddities = new Oddities();

    @ParameterizedTest
    @CsvSource({
        "https://www.google.com/search?q=x, google.com",
        "HTTPS://WWW.Google.COM:443/, google.com",
        "http://user:pa@ss@www.google.com/, google.com",
        "https://www.google.com., google.com",
        "//www.google.com/, google.com",
        "www.google.com/x, google.com",
        "google.com, google.com",
        "google.com:8080/x, google.com",
        "http:/google.com/x, google.com",
        "https:google.com, google.com",
        "https:\\\\google.com\\x, google.com",
        "https%3A%2F%2Fwww.google.com%2F, google.com",
        "https%253A%252F%252Fwww.google.com%252F, google.com",
        "<https://google.com/>, google.com",
        "https://www.bücher.example/, xn--bcher-kva.example",
        "https://gооgle.com/, xn--ggle-55da.com",
        "https://my_shop.example/, my_shop.example",
        "http://192.0.2.7:81/x, 192.0.2.7",
        "http://[2001:DB8::1]:81/x, 2001:db8::1",
        "http://localhost:3000/, localhost",
        "localhost:3000/x, localhost",
        "android-app://com.google.android.gm/, com.google.android.gm",
        "android-app//com.google.android.gm, com.google.android.gm",
        "ios-app://389801252/instagram, 389801252",
        "https://www.com/, www.com",
        "ftp://files.example/x, files.example",
        "htttps://google.com/, google.com",
        "https://e%78ample.com/, example.com",
    })
    void aHostIsReadHoweverItIsWritten(String url, String host) {
        assertThat(host(url)).isEqualTo(host);
        assertThat(oddities.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "about:blank",
                "data:text/html,hello",
                "mailto:a@b.example",
                "javascript:void(0)",
                "file:///C:/leads.html",
                "chrome-extension://abcdef/page.html",
                "fb://profile/1",
                "/pricing?x=1",
                "?utm_source=a.b",
                "#top",
                "hello world.txt and more",
                "google"
            })
    void whatHasNoHostIsNoPlaceAndNothingOdd(String url) {
        assertThat(host(url)).isNull();
        assertThat(oddities.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://exa mple.com/", "https://.../", "https://a..b/", "http://[::1/", "https://exam<ple/"})
    void aHostThatCannotBeOneIsLeftOutAndTold(String url) {
        assertThat(host(url)).isNull();
        assertThat(oddities.list()).singleElement().asString().contains("no host that could be one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://acme.example/?utm_source=a&utm_medium=b",
                "https://acme.example/?UTM_Source=a&utm_MEDIUM=b",
                "https://acme.example/?x=1;utm_source=a;utm_medium=b",
                "https://acme.example/?x=1&amp;utm_source=a&amp;utm_medium=b",
                "https://acme.example/?fbclid=1?utm_source=a&utm_medium=b",
                "https://acme.example/#utm_source=a&utm_medium=b",
                "https://acme.example/#/start?utm_source=a&utm_medium=b",
                "https://acme.example/?utm_source=a#utm_medium=b",
                "https://acme.example/?utm%5Fsource=a&utm_medium=b",
                "https://acme.example/?&&=&x&utm_source=&utm_source=a&utm_medium=b&utm_source=c",
                "/pricing?utm_source=a&utm_medium=b",
            })
    void parametersAreFoundInEveryPlaceAndForm(String url) {
        Parameters parameters = WebAddress.read(url, "landing URL", oddities).parameters();
        assertThat(parameters.raw("utm_source")).isEqualTo("a");
        assertThat(parameters.raw("utm_medium")).isEqualTo("b");
        assertThat(oddities.list()).isEmpty();
    }

    @Test
    void aQueryThatIsEncodedAsAWholeIsReadAndTold() {
        assertThat(parameters("https://acme.example/?utm_source%3Da%26utm_medium%3Db")
                        .raw("utm_medium"))
                .isEqualTo("b");
        assertThat(oddities.list()).containsExactly("the query of the landing URL is encoded as a whole");
        assertThat(parameters("https://acme.example/?some%20page").values()).isEmpty();
    }

    @Test
    void aSemicolonInAValueIsPartOfIt() {
        assertThat(parameters("?utm_content=a;b&x=1").raw("utm_content")).isEqualTo("a;b");
    }

    @Test
    void anAddressWithinAValueKeepsItsOwnQuery() {
        assertThat(parameters("?url=https%3A%2F%2Fx.example%2F%3Futm_source%3Dinner&utm_source=outer")
                        .raw("utm_source"))
                .isEqualTo("outer");
    }

    @ParameterizedTest
    @CsvSource({
        "https://apollo.lv/portal/Search/?q=1, /portal/search",
        "https://es.search.yahoo.com/search;_ylt=A7x9?p=x, /search",
        "https://acme.example, ''",
        "https://acme.example/%D0%B0, /а",
        "https://acme.example/50%-off/, /50%-off",
    })
    void aPathIsDecodedAndPlain(String url, String path) {
        assertThat(WebAddress.read(url, "referrer", oddities).path()).isEqualTo(path);
    }

    @Test
    void anAddressOfTwoMillionCharactersIsReadToABoundAndTold() {
        String url = "https://acme.example/?utm_source=a&x=" + "y".repeat(2_000_000) + "&utm_medium=b";
        WebAddress address = WebAddress.read(url, "landing URL", oddities);
        assertThat(address.parameters().raw("utm_source")).isEqualTo("a");
        assertThat(address.parameters().raw("utm_medium")).isNull();
        assertThat(oddities.list())
                .anySatisfy(text -> assertThat(text).startsWith("the landing URL has 2000050 characters"));
    }

    @Test
    void tenThousandParametersAreReadToABoundAndTold() {
        String url = "?" + IntStream.range(0, 10_000).mapToObj(i -> i + "=1").collect(Collectors.joining("&"));
        assertThat(parameters(url).values()).hasSize(Parameters.MOST);
        assertThat(oddities.list())
                .containsExactly(
                        "the landing URL has " + url.length() + " characters; the first 16384 were read",
                        "the landing URL has more than 500 parameters; the others were not read");
    }

    @Test
    void controlCharactersInAnAddressDoNotSplitIt() {
        String url = "ht\ntps://www.goo\tgle.com/?utm_\u0000source=a";
        assertThat(host(url)).isEqualTo("google.com");
        assertThat(parameters(url).raw("utm_source")).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource({
        "a%20b, a b",
        "a+b, a+b",
        "100%, 100%",
        "%zz%4, %zz%4",
        "%C3%A9, é",
        "%E9, é",
        "%E2%82, â\u0082",
        "%F0%9F%9A%80, 🚀",
        "%41%42%43, ABC",
    })
    void percentSignsAreReadAsTheyWereMeant(String encoded, String decoded) {
        assertThat(PercentCoding.decode(encoded)).isEqualTo(decoded);
    }

    @ParameterizedTest
    @CsvSource({
        "www.acme.co.uk, acme.co.uk",
        "a.b.acme.example, acme.example",
        "acme.github.io, acme.github.io",
        "x.acme.github.io, acme.github.io",
        "co.uk, co.uk",
        "localhost, localhost",
        "192.0.2.7, 192.0.2.7",
    })
    void aRegisteredDomainIsToldBySuffixesNotByCountingDots(String host, String registrable) {
        HostName name = HostName.of(host);
        assertThat(name).isNotNull();
        assertThat(name.registrable()).isEqualTo(registrable);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.2.3",
                "127.0.0.1",
                "192.168.1.1",
                "172.16.0.1",
                "172.31.0.1",
                "::1",
                "fd00::1",
                "localhost",
                "crm.internal"
            })
    void privateAddressesAreToldFromPublicOnes(String host) {
        assertThat(Arrays.asList(HostName.of(host)))
                .allSatisfy(name -> assertThat(name.isPrivate()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11.1.2.3",
                "172.15.0.1",
                "172.32.0.1",
                "192.169.1.1",
                "2001:db8::1",
                "localhost.example",
                "10.example"
            })
    void publicAddressesAreNotPrivate(String host) {
        assertThat(Arrays.asList(HostName.of(host)))
                .allSatisfy(name -> assertThat(name.isPrivate()).isFalse());
    }

    private @Nullable String host(String url) {
        HostName host = WebAddress.read(url, "referrer", oddities).host();
        return host == null ? null : host.name();
    }

    private Parameters parameters(String url) {
        return WebAddress.read(url, "landing URL", oddities).parameters();
    }
}
