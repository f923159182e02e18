package dev.headwater.rules;

import dev.headwater.rules.PeerTable.Line;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table as DMN. */
final class PeerDmn {
    private PeerDmn() {}

    static String text(PeerTable table) {
        StringBuilder dmn = new StringBuilder("""
                <definitions xmlns="http://www.omg.org/spec/DMN/20180521/MODEL/" id="peers" name="peers"
                    namespace="https://headwater.example/peers">
                """);
        for (String input : List.of("campaign", "region", "amount")) {
            dmn.append("""
                    <inputData id="i-%1$s" name="%1$s"><variable name="%1$s" typeRef="%2$s"/></inputData>
                    """.formatted(input, type(input)));
        }
        dmn.append("<decision id=\"d\" name=\"row\"><variable name=\"row\" typeRef=\"number\"/>\n");
        for (String input : List.of("campaign", "region", "amount")) {
            dmn.append("<informationRequirement><requiredInput href=\"#i-")
                    .append(input)
                    .append("\"/></informationRequirement>\n");
        }
        dmn.append("<decisionTable hitPolicy=\"FIRST\">\n");
        for (String input : List.of("campaign", "region", "amount")) {
            dmn.append("<input><inputExpression typeRef=\"")
                    .append(type(input))
                    .append("\"><text>")
                    .append(input)
                    .append("</text></inputExpression></input>\n");
        }
        dmn.append("<output name=\"row\" typeRef=\"number\"/>\n");
        int row = 0;
        for (Line line : table.lines()) {
            dmn.append("<rule>");
            entry(dmn, "inputEntry", quoted(line.campaign()));
            entry(dmn, "inputEntry", quoted(line.region()));
            entry(dmn, "inputEntry", line.from() == null ? "-" : "[" + line.from() + ".." + line.below() + ")");
            entry(dmn, "outputEntry", String.valueOf(row++));
            dmn.append("</rule>\n");
        }
        return dmn.append("</decisionTable></decision></definitions>").toString();
    }

    private static String type(String input) {
        return input.equals("amount") ? "number" : "string";
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "-" : "\"" + text + "\"";
    }

    private static void entry(StringBuilder dmn, String element, String text) {
        dmn.append("<").append(element).append("><text>").append(text);
        dmn.append("</text></").append(element).append(">");
    }
}
