package dev.headwater.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.headwater.json.Reading.Lead;
import dev.headwater.json.Reading.NotALead;
import dev.headwater.json.Reading.NotJson;
import dev.headwater.lead.CampaignTags;
import dev.headwater.lead.ClickId;
import dev.headwater.lead.CrmTag;
import dev.headwater.lead.DialledNumber;
import dev.headwater.lead.EventId;
import dev.headwater.lead.Form;
import dev.headwater.lead.LandingPage;
import dev.headwater.lead.LeadContext;
import dev.headwater.lead.LeadId;
import dev.headwater.lead.OfflineEvent;
import dev.headwater.lead.PromoCode;
import dev.headwater.lead.Referrer;
import dev.headwater.lead.SelfReport;
import dev.headwater.lead.VisitorId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeadContextJsonTest {

    @Nested
    class WhatIsTold {
        @Test
        void everyFieldIsRead() {
            LeadContext lead = lead("""
                    { "leadId": "L-1042", "visitorId": "v-7", "eventId": "0c1f", "occurredAt": "2026-11-23T10:15:00Z",
                      "landingUrl": "https://acme.example/pricing?utm_source=google&gclid=Cj0K",
                      "referrer": "https://www.google.com/",
                      "campaign": { "source": "google", "medium": "cpc", "name": "spring", "term": "crm", "content": "a",
                                    "id": "77" },
                      "clickIds": { "gclid": "Cj0K", "FBCLID": "IwAR" },
                      "form": { "name": "demo-request", "heardAboutUs": "a friend told me" },
                      "promoCode": "MAR1", "dialledNumber": "+44 20 7946 0000", "crm": { "leadSource": "Trade Show" },
                      "offline": { "type": "trade-show", "name": "SaaStr 2026" },
                      "attributes": { "companySize": 250, "plan": "pro", "trial": false } }""");
            assertThat(lead)
                    .isEqualTo(new LeadContext(
                            new LeadId("L-1042"),
                            new VisitorId("v-7"),
                            new EventId("0c1f"),
                            Instant.parse("2026-11-23T10:15:00Z"),
                            new LandingPage("https://acme.example/pricing?utm_source=google&gclid=Cj0K"),
                            new Referrer("https://www.google.com/"),
                            new CampaignTags("google", "cpc", "spring", "crm", "a", "77"),
                            List.of(new ClickId("gclid", "Cj0K"), new ClickId("FBCLID", "IwAR")),
                            new Form("demo-request"),
                            new PromoCode("MAR1"),
                            new DialledNumber("+44 20 7946 0000"),
                            new CrmTag("Trade Show"),
                            new SelfReport("a friend told me"),
                            new OfflineEvent("trade-show", "SaaStr 2026"),
                            Map.of("companySize", 250.0, "plan", "pro", "trial", false)));
        }

        @Test
        void anEmptyObjectIsALeadOfWhichNothingIsTold() {
            assertThat(lead("{}")).isEqualTo(LeadContext.EMPTY);
        }

        @Test
        void nullMeansNotTold() {
            assertThat(lead("""
                            { "leadId": null, "visitorId": null, "eventId": null, "occurredAt": null,
                              "landingUrl": null, "referrer": null, "campaign": null, "clickIds": null, "form": null,
                              "promoCode": null, "dialledNumber": null, "crm": null, "offline": null,
                              "attributes": null }""")).isEqualTo(LeadContext.EMPTY);
        }

        @Test
        void nullAndBlankInsideAnObjectMeanNotToldToo() {
            assertThat(lead("""
                            { "campaign": { "source": null, "medium": " " }, "clickIds": { "gclid": null, "fbclid": "" },
                              "form": { "name": "", "heardAboutUs": null }, "crm": { "leadSource": "  " },
                              "offline": { "type": null, "name": "" }, "attributes": { "a": null, "b": "" } }""")).isEqualTo(LeadContext.EMPTY);
        }

        @Test
        void blankTextMeansNotToldEvenWhereAnIdentifierIsWanted() {
            assertThat(lead("{\"leadId\": \"\", \"visitorId\": \" \", \"occurredAt\": \"\", \"referrer\": \"\\t\"}"))
                    .isEqualTo(LeadContext.EMPTY);
        }

        @Test
        void textIsTakenAsItCame() {
            assertThat(lead("{\"promoCode\": \" Mar 1 \"}").promoCode()).isEqualTo(new PromoCode(" Mar 1 "));
        }

        @Test
        void anAddressIsPassedOnWhole() {
            String url = "https://acme.example/?q=" + "x".repeat(200_000);
            assertThat(lead("{\"landingUrl\": \"" + url + "\"}").landingPage()).isEqualTo(new LandingPage(url));
        }

        @Test
        void aFormThatOnlyAsksHowOneHeardOfUsHasNoName() {
            LeadContext lead = lead("{\"form\": {\"heardAboutUs\": \"radio\"}}");
            assertThat(lead.form()).isNull();
            assertThat(lead.selfReport()).isEqualTo(new SelfReport("radio"));
        }

        @Test
        void anOfflineContactNeedsNoName() {
            assertThat(lead("{\"offline\": {\"type\": \"walk-in\"}}").offlineEvent())
                    .isEqualTo(new OfflineEvent("walk-in", null));
        }

        @Test
        void aByteOrderMarkBeforeTheBodyIsPassedOver() {
            assertThat(lead("\uFEFF{\"leadId\": \"a\"}").leadId()).isEqualTo(new LeadId("a"));
        }
    }

    @Nested
    class Numbers {
        @ParameterizedTest
        @ValueSource(strings = {"447911100000", "447911100000.0", "4.479111E+11"})
        void aDialledNumberMayBeANumberHoweverAProgramWroteIt(String number) {
            assertThat(lead("{\"dialledNumber\": " + number + "}").dialledNumber())
                    .isEqualTo(new DialledNumber("447911100000"));
        }

        @Test
        void codesAndNamesMayBeNumbers() {
            LeadContext lead = lead("""
                    { "leadId": 1042, "visitorId": 7, "eventId": 12345678901234567890, "promoCode": 2026,
                      "campaign": { "id": 120210, "name": 1.50 }, "clickIds": { "gclid": 5 },
                      "form": { "name": 3, "heardAboutUs": 4 }, "crm": { "leadSource": 12 },
                      "offline": { "type": 1, "name": 2026 } }""");
            assertThat(lead.leadId()).isEqualTo(new LeadId("1042"));
            assertThat(lead.visitorId()).isEqualTo(new VisitorId("7"));
            assertThat(lead.eventId()).isEqualTo(new EventId("12345678901234567890"));
            assertThat(lead.promoCode()).isEqualTo(new PromoCode("2026"));
            assertThat(lead.tags().id()).isEqualTo("120210");
            assertThat(lead.tags().name()).isEqualTo("1.5");
            assertThat(lead.clickIds()).containsExactly(new ClickId("gclid", "5"));
            assertThat(lead.form()).isEqualTo(new Form("3"));
            assertThat(lead.selfReport()).isEqualTo(new SelfReport("4"));
            assertThat(lead.crmTag()).isEqualTo(new CrmTag("12"));
            assertThat(lead.offlineEvent()).isEqualTo(new OfflineEvent("1", "2026"));
        }

        @Test
        void aNumberOfAThousandMillionDigitsIsNotWrittenOut() {
            assertThat(lead("{\"promoCode\": 1e1000000000}").promoCode()).isEqualTo(new PromoCode("1E+1000000000"));
        }

        @Test
        void aNumberIsNoAddress() {
            assertThat(faults("{\"landingUrl\": 5, \"referrer\": 6.5}"))
                    .containsExactly(
                            new Fault("/landingUrl", "5", "an address as text"),
                            new Fault("/referrer", "6.5", "an address as text"));
        }

        @Test
        void anAttributePastAllNumbersIsAFault() {
            assertThat(faults("{\"attributes\": {\"size\": 1e999}}"))
                    .containsExactly(
                            new Fault("/attributes/size", "1E+999", "text, a number or a flag (true or false)"));
        }
    }

    @Nested
    class Times {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "2026-11-23T10:15:00Z",
                    "2026-11-23T11:15:00+01:00",
                    "2026-11-23t10:15:00z",
                    "2026-11-23 10:15:00Z",
                    "2026-11-23T10:15:00.000Z",
                    " 2026-11-23T10:15:00.000000000-00:00 "
                })
        void aTimeIsReadAsRfc3339WritesIt(String time) {
            assertThat(lead("{\"occurredAt\": \"" + time + "\"}").occurredAt())
                    .isEqualTo(Instant.parse("2026-11-23T10:15:00Z"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"yesterday\"",
                    "\"2026-11-23\"",
                    "\"2026-11-23T10:15:00\"",
                    "\"2026-02-30T10:15:00Z\"",
                    "\"2026-11-23T25:15:00Z\"",
                    "\"23.11.2026 10:15\"",
                    "\"0001-01-01T00:00:00Z\"",
                    "\"+99999-01-01T00:00:00Z\"",
                    "1795428900",
                    "true",
                    "{}",
                    "[]"
                })
        void anythingElseIsAFaultThatShowsARightOne(String time) {
            assertThat(faults("{\"occurredAt\": " + time + "}")).singleElement().satisfies(fault -> {
                assertThat(fault.pointer()).isEqualTo("/occurredAt");
                assertThat(fault.expected()).isEqualTo("a time with its offset, such as 2026-11-23T10:15:00Z");
            });
        }
    }

    @Nested
    class Faults {
        @Test
        void allOfThemAreToldAtOnceEachWithItsPlace() {
            assertThat(faults("""
                            { "leadId": true, "eventId": ["e"], "occurredAt": "yesterday", "landingUrl": {},
                              "campaign": "google", "clickIds": { "gc/l~id": [] }, "form": { "name": {} },
                              "promoCode": false, "crm": [], "offline": { "name": "SaaStr" },
                              "attributes": { "size": { "of": "it" } } }"""))
                    .containsExactlyInAnyOrder(
                            new Fault("/leadId", "true", "text"),
                            new Fault("/eventId", "a list", "text"),
                            new Fault(
                                    "/occurredAt",
                                    "\"yesterday\"",
                                    "a time with its offset, such as 2026-11-23T10:15:00Z"),
                            new Fault("/landingUrl", "an object", "an address as text"),
                            new Fault(
                                    "/campaign", "\"google\"", "an object with fields such as source, medium and name"),
                            new Fault("/clickIds/gc~1l~0id", "a list", "text"),
                            new Fault("/form/name", "an object", "text"),
                            new Fault("/promoCode", "false", "text"),
                            new Fault("/crm", "a list", "an object with the field leadSource"),
                            new Fault(
                                    "/offline/type", "nothing", "what kind of contact it was, such as \"trade-show\""),
                            new Fault("/attributes/size", "an object", "text, a number or a flag (true or false)"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"[]", "\"L-1042\"", "5", "true", "null", "[{\"leadId\": \"a\"}]"})
        void whatIsJsonButNoObjectIsNotALead(String json) {
            assertThat(faults(json)).singleElement().satisfies(fault -> {
                assertThat(fault.pointer()).isEmpty();
                assertThat(fault.expected()).startsWith("an object");
            });
        }

        @Test
        void anIdentifierOf200CharactersIsTakenAndOneOf201IsNot() {
            assertThat(lead("{\"leadId\": \"" + "x".repeat(200) + "\"}").leadId())
                    .isEqualTo(new LeadId("x".repeat(200)));
            assertThat(faults("{\"leadId\": \"" + "x".repeat(201) + "\"}"))
                    .containsExactly(new Fault(
                            "/leadId", "\"" + "x".repeat(60) + "…\" (201 characters)", "at most 200 characters"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"\\u0000", "a\\nb", "\\u0085", "a\\ud800", "\\udc00b"})
        void anIdentifierThatCannotBeReadBackIsAFault(String id) {
            assertThat(faults("{\"visitorId\": \"" + id + "\"}"))
                    .singleElement()
                    .satisfies(fault -> {
                        assertThat(fault.pointer()).isEqualTo("/visitorId");
                        assertThat(fault.expected()).contains("without control characters");
                    });
        }

        @Test
        void halfACharacterElsewhereIsReplaced() {
            assertThat(lead("{\"promoCode\": \"a\\ud83dz\", \"attributes\": {\"a\": \"\\ud83d\\ude00\"}}"))
                    .satisfies(lead -> {
                        assertThat(lead.promoCode()).isEqualTo(new PromoCode("a\uFFFDz"));
                        assertThat(lead.attributes()).containsExactly(entry("a", "😀"));
                    });
        }

        @Test
        void aNameToldTwiceIsAFaultWhicheverValueWasMeant() {
            assertThat(faults("{\"leadId\": \"a\", \"leadId\": \"b\", \"campaign\": {\"name\": 1, \"name\": null}}"))
                    .containsExactlyInAnyOrder(
                            new Fault("/leadId", "two values", "one value"),
                            new Fault("/campaign/name", "two values", "one value"));
        }

        @Test
        void anObjectToldTwiceIsAFaultToo() {
            assertThat(faults("{\"form\": {\"name\": \"a\"}, \"form\": {}, \"attributes\": {\"x\": 1, \"x\": 1}}"))
                    .containsExactlyInAnyOrder(
                            new Fault("/form", "two values", "one value"),
                            new Fault("/attributes/x", "two values", "one value"));
        }

        @Test
        void aFaultReadsAsASentence() {
            assertThat(faults("{\"promoCode\": false}").get(0)).hasToString("/promoCode: found false, expected text");
        }
    }

    @Nested
    class UnknownFields {
        @Test
        void areCountedAndNamedAndFailNothing() {
            Reading reading = LeadContextJson.read(bytes("""
                    { "leadId": "a", "landing_url": "x", "form": { "nmae": 1 }, "campaign": { "sauce": {} },
                      "crm": { "a/b": [] }, "offline": { "z": null }, "z": 1, "z": 2 }"""));
            assertThat(reading).isInstanceOfSatisfying(Lead.class, lead -> {
                assertThat(lead.lead().leadId()).isEqualTo(new LeadId("a"));
                assertThat(lead.unknownFields()).isEqualTo(6);
                assertThat(lead.unknown())
                        .containsExactlyInAnyOrder(
                                "/landing_url", "/form/nmae", "/campaign/sauce", "/crm/a~1b", "/offline/z", "/z");
            });
        }

        @Test
        void areAllCountedButOnlyTheFirstAreNamed() {
            StringBuilder json = new StringBuilder("{");
            for (int i = 0; i < 5000; i++) {
                json.append(i == 0 ? "" : ",").append("\"f").append(i).append("\":1");
            }
            assertThat(LeadContextJson.read(bytes(json.append("}").toString())))
                    .isInstanceOfSatisfying(Lead.class, lead -> {
                        assertThat(lead.unknownFields()).isEqualTo(5000);
                        assertThat(lead.unknown()).hasSize(Lead.MAX_NAMED).startsWith("/f0", "/f1");
                    });
        }

        @Test
        void attributesAndClickIdsAreNeverUnknownUnlessTheyHaveNoName() {
            assertThat(LeadContextJson.read(
                            bytes("{\"attributes\": {\"x\": 1, \" \": 2}, \"clickIds\": {\"\": \"a\"}}")))
                    .isInstanceOfSatisfying(Lead.class, lead -> {
                        assertThat(lead.unknownFields()).isEqualTo(2);
                        assertThat(lead.lead().attributes()).containsExactly(entry("x", 1.0));
                        assertThat(lead.lead().clickIds()).isEmpty();
                    });
        }
    }

    @Nested
    class WhatIsNotJson {
        @Test
        void saysWhereAndWhy() {
            assertThat(notJson("{\"leadId\": \"a\"\n \"x\": 1}")).satisfies(trouble -> {
                assertThat(trouble.line()).isEqualTo(2);
                assertThat(trouble.column()).isEqualTo(2);
                assertThat(trouble.reason()).contains("comma");
                assertThat(trouble).hasToString("line 2, column 2: " + trouble.reason());
            });
        }

        @Test
        void nothingAtAllIsNotJson() {
            assertThat(notJson("")).hasToString("it is empty");
            assertThat(notJson(" \r\n\t ")).hasToString("it is empty");
        }

        @Test
        void aBodyCutShortIsNotJson() {
            assertThat(notJson("{\"leadId\": \"a").reason()).isEqualTo("it ends too early");
            assertThat(notJson("{\"leadId\": \"a\"").reason()).isEqualTo("it ends too early");
        }

        @Test
        void twoDocumentsAreNotOne() {
            assertThat(notJson("{} {}")).hasToString("line 1, column 4: something follows after its end");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{'leadId': 'a'}",
                    "{leadId: 1}",
                    "{\"a\": NaN}",
                    "{\"a\": 01}",
                    "{\"a\": +1}",
                    "{\"a\": .5}",
                    "{\"a\": 1,}",
                    "[1,]",
                    "{\"a\": 1} // done",
                    "/* lead */ {}",
                    "{\"a\": \"line\nbreak\"}",
                    "{\"a\": \"\\x\"}",
                    "leadId=a&referrer=b",
                    "<lead/>",
                    "}",
                    "]",
                    "{\"a\"}",
                    "{\"a\": undefined}"
                })
        void extensionsOfJsonAreNotJson(String json) {
            assertThat(notJson(json).reason()).isNotBlank();
        }

        @Test
        void bytesThatAreNoTextAreNotJson() {
            assertThat(notJson(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})
                            .reason())
                    .contains("UTF-8");
            assertThat(LeadContextJson.read(new byte[] {(byte) 0xff, (byte) 0xfe, 1}))
                    .isInstanceOf(NotJson.class);
        }

        @Test
        void nestingIsBounded() {
            assertThat(LeadContextJson.read(bytes("{\"x\": " + "[".repeat(60) + "]".repeat(60) + "}")))
                    .isInstanceOf(Lead.class);
            assertThat(notJson("{\"x\": " + "[".repeat(100_000)).reason())
                    .isEqualTo("it is nested deeper than 64 levels");
        }

        @Test
        void numbersNamesAndTextsAreBounded() {
            assertThat(notJson("{\"x\": " + "1".repeat(1_001) + "}").reason())
                    .isEqualTo("it has a number of more than 1000 digits");
            assertThat(notJson("{\"" + "x".repeat(100_000) + "\": 1}").reason())
                    .isEqualTo("it has a field name of more than 10000 characters");
            assertThat(notJson("{\"x\": \"" + "x".repeat(2_000_000) + "\"}").reason())
                    .isEqualTo("it has a text of more than 1048576 characters");
        }
    }

    @Nested
    class Trees {
        @Test
        void aTreeFromYamlIsReadLikeJson() {
            Map<Object, Object> tree = new LinkedHashMap<>();
            tree.put("leadId", 1042);
            tree.put("dialledNumber", 4.479111E+11);
            tree.put("attributes", Map.of("companySize", 250, 5, "five", true, 1L));
            tree.put("referrer", null);
            assertThat(LeadContextJson.read(tree)).isInstanceOfSatisfying(Lead.class, read -> {
                assertThat(read.lead().leadId()).isEqualTo(new LeadId("1042"));
                assertThat(read.lead().dialledNumber()).isEqualTo(new DialledNumber("447911100000"));
                assertThat(read.lead().attributes())
                        .containsOnly(entry("companySize", 250.0), entry("5", "five"), entry("true", 1.0));
            });
        }

        @Test
        void whatOnlyYamlCanSayIsAFault() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("leadId", new byte[] {1});
            tree.put("attributes", Map.of("nothing", Double.NaN));
            assertThat(LeadContextJson.read(tree))
                    .isInstanceOfSatisfying(
                            NotALead.class,
                            read -> assertThat(read.faults())
                                    .containsExactly(
                                            new Fault("/leadId", "something else", "text"),
                                            new Fault(
                                                    "/attributes/nothing",
                                                    "NaN",
                                                    "text, a number or a flag (true or false)")));
        }

        @Test
        void noTreeAtAllIsNotALead() {
            assertThat(LeadContextJson.read((Object) null)).isInstanceOf(NotALead.class);
        }
    }

    /** Damaged leads: each is a lead, not a lead or not JSON, and none says anything of our insides. */
    @Test
    void whateverTheBytesAreThereIsAReading() {
        byte[] sound = bytes("""
                {"leadId":"L-1","occurredAt":"2026-11-23T10:15:00Z","form":{"name":"demo","heardAboutUs":"né \\u00e9 😀"},
                "clickIds":{"gclid":"x"},"attributes":{"n":-1.5e3,"t":true,"s":[1,2,{"a":null}]},"promoCode":12}""");
        Random random = new Random(20261123);
        int[] seen = new int[3];
        for (int i = 0; i < 30_000; i++) {
            byte[] damaged = sound.clone();
            int hits = 1 + random.nextInt(3);
            for (int hit = 0; hit < hits; hit++) {
                damaged[random.nextInt(damaged.length)] = random.nextBoolean()
                        ? (byte) random.nextInt(256)
                        : (byte) "{}[]\",:\\0.e-nt".charAt(random.nextInt(14));
            }
            if (random.nextInt(4) == 0) {
                damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            }
            Reading reading = LeadContextJson.read(damaged);
            seen[reading instanceof Lead ? 0 : reading instanceof NotALead ? 1 : 2]++;
            if (reading instanceof NotJson trouble) {
                assertThat(trouble.reason())
                        .doesNotContain("Feature", "Source:", "jackson", "enable", "\n", "marker at");
                assertThat(trouble.reason()).isNotBlank();
            }
        }
        assertThat(Arrays.stream(seen).boxed()).as("leads, not leads, not JSON").allMatch(count -> count > 100);
    }

    private static LeadContext lead(String json) {
        Reading reading = LeadContextJson.read(bytes(json));
        assertThat(reading).isInstanceOf(Lead.class);
        return ((Lead) reading).lead();
    }

    private static List<Fault> faults(String json) {
        Reading reading = LeadContextJson.read(bytes(json));
        assertThat(reading).isInstanceOf(NotALead.class);
        return ((NotALead) reading).faults();
    }

    private static NotJson notJson(String json) {
        return notJson(bytes(json));
    }

    private static NotJson notJson(byte[] json) {
        Reading reading = LeadContextJson.read(json);
        assertThat(reading).isInstanceOf(NotJson.class);
        return (NotJson) reading;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
