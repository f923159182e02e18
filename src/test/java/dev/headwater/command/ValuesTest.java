package dev.headwater.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

class ValuesTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "8080, 8080", "65535, 65535", "' 80 ', 80"})
    void aPortIsTaken(String written, int port) {
        assertThat(new Values.Port().convert(written)).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536", "-1", "http", "", "80a", "0x50", "tcp://10.0.0.1:8080"})
    void whatIsNoPortIsRefusedInWords(String written) {
        assertRefused(new Values.Port(), written, "a port: 0 to 65535");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "65536, 65536", "512KB, 524288", "2MB, 2097152", "1 mib, 1048576", "1023MB, 1072693248"})
    void aSizeIsTaken(String written, int bytes) {
        assertThat(new Values.Bytes().convert(written)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1024MB", "1GB", "much", "1.5MB", "-1", "999999999999MB"})
    void whatIsNoSizeIsRefusedInWords(String written) {
        assertRefused(new Values.Bytes(), written, "a size from 1 to 1023MB, such as 65536, 512KB or 2MB");
    }

    @ParameterizedTest
    @CsvSource({"16MB, 16777216", "20 GB, 21474836480", "2TB, 2199023255552", "16777216, 16777216"})
    void aSizeOfADiskIsTaken(String written, long bytes) {
        assertThat(new Values.DiskBytes().convert(written)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "15MB", "16777215", "much", "1.5GB", "none", "999999999999TB"})
    void whatIsNoSizeOfADiskIsRefusedInWords(String written) {
        assertRefused(new Values.DiskBytes(), written, "a size of 16MB or more, such as 500MB or 20GB");
    }

    @ParameterizedTest
    @CsvSource({"90d, P90D", "36h, PT36H", "400 days, P400D", "1s, PT1S"})
    void aTimeIsTaken(String written, Duration time) {
        assertThat(new Values.Time().convert(written)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"90", "0d", "a while", "36601d", "1y", "999999999999d"})
    void whatIsNoTimeIsRefusedInWords(String written) {
        assertRefused(new Values.Time(), written, "a time of a second to a hundred years, such as 90d or 36h");
    }

    @Test
    void aCountIsOneOrMore() {
        assertThat(new Values.Count().convert("1")).isEqualTo(1);
        assertThat(new Values.Count().convert("2147483647")).isEqualTo(Integer.MAX_VALUE);
        assertRefused(new Values.Count(), "0", "a number from 1 to 2147483647");
        assertRefused(new Values.Count(), "2147483648", "a number from 1 to 2147483647");
    }

    private static void assertRefused(ITypeConverter<?> converter, String written, String right) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> converter.convert(written))
                .withMessage("\"" + written + "\" is not " + right);
    }
}
