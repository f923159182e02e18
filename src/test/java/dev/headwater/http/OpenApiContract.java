package dev.headwater.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI document as a test sees it: its calls, its examples, and its schemas to hold answers against. */
final class OpenApiContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options", "trace");

    private final JsonNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final Map<JsonNode, Schema> compiled = new HashMap<>();

    private OpenApiContract(JsonNode document) {
        this.document = document;
    }

    static OpenApiContract asShipped() throws IOException {
        try (InputStream file = OpenApiContract.class.getResourceAsStream("/openapi.yaml")) {
            return new OpenApiContract(new YAMLMapper().readTree(Objects.requireNonNull(file)));
        }
    }

    static OpenApiContract of(String yaml) throws IOException {
        return new OpenApiContract(new YAMLMapper().readTree(yaml));
    }

    JsonNode document() {
        return document;
    }

    /** One method of one path, as the document has it. */
    record Operation(String method, String path, JsonNode node) {}

    /** One example and what it is an example of. */
    record Example(String name, JsonNode schema, JsonNode value) {}

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (METHODS.contains(method.getKey())) {
                        operations.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()));
                    }
                }));
        return operations;
    }

    /** An operation's path with the documented examples in the place of its parameters. */
    String examplePath(Operation operation) {
        String path = operation.path();
        List<JsonNode> parameters = new ArrayList<>();
        document.path("paths").path(operation.path()).path("parameters").forEach(parameters::add);
        operation.node().path("parameters").forEach(parameters::add);
        for (JsonNode one : parameters) {
            JsonNode parameter = resolved(one);
            if (parameter.path("in").asText().equals("path")) {
                path = path.replace(
                        "{" + parameter.path("name").asText() + "}",
                        parameter.path("example").asText());
            }
        }
        return path;
    }

    /** Fails unless an answer, whatever its status, is as the document has it; a text is held against nothing but its type. */
    void assertFits(String method, String path, HttpResponse<String> answer) throws IOException {
        Operation operation = operations().stream()
                .filter(one -> one.method().equals(method) && one.path().equals(path))
                .findFirst()
                .orElseThrow();
        String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
        JsonNode content = content(operation, answer.statusCode()).path(type);
        assertThat(content.isMissingNode())
                .as(method + " " + path + " " + answer.statusCode() + " " + type + " is documented")
                .isFalse();
        if (type.endsWith("json")) {
            assertThat(errors(content.path("schema"), json(answer.body())))
                    .as(answer.body())
                    .isEmpty();
        }
    }

    /** The media types that an operation may answer with under a status. */
    JsonNode content(Operation operation, int status) {
        return resolved(operation.node().path("responses").path(String.valueOf(status)))
                .path("content");
    }

    /** A node, or what it refers to. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? resolved(document.at(node.path("$ref").asText().substring(1)))
                : node;
    }

    /** All examples of requests and answers, those of components that nothing refers to included. */
    List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        contents("", document, examples);
        return examples;
    }

    private void contents(String where, JsonNode node, List<Example> examples) {
        if (node.has("schema") && (node.has("example") || node.has("examples"))) {
            if (node.has("example")) {
                examples.add(new Example(where, node.path("schema"), node.path("example")));
            }
            node.path("examples")
                    .properties()
                    .forEach(example -> examples.add(new Example(
                            where + "/" + example.getKey(),
                            node.path("schema"),
                            example.getValue().path("value"))));
            return;
        }
        node.properties().forEach(field -> contents(where + "/" + field.getKey(), field.getValue(), examples));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            contents(where + "/" + i, node.get(i), examples);
        }
    }

    /** What a schema of the document has against a value; with no allowance for fields that it does not name. */
    List<Error> errors(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile)
                .validate(value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private Schema compile(JsonNode schema) {
        ObjectNode whole = (ObjectNode) strict(schema);
        whole.set("$defs", strict(document.at("/components/schemas")));
        return registry.getSchema(whole);
    }

    /** What the rules for schemas have against one. */
    List<Error> errorsInSchema(JsonNode schema) {
        Schema meta = registry.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        return meta.validate(schema);
    }

    static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    private static JsonNode strict(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        close(copy);
        return copy;
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path("properties").isObject() && !object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
            if (object.path("$ref").isTextual()) {
                object.put("$ref", object.path("$ref").asText().replace("#/components/schemas/", "#/$defs/"));
            }
        }
        node.forEach(OpenApiContract::close);
    }

    /** The keywords that the document's schemas use. */
    Set<String> keywords() {
        Set<String> keywords = new TreeSet<>();
        document.at("/components/schemas").forEach(schema -> keywords(schema, keywords));
        return keywords;
    }

    private static void keywords(JsonNode schema, Set<String> keywords) {
        schema.properties().forEach(keyword -> {
            keywords.add(keyword.getKey());
            if (keyword.getKey().equals("properties")) {
                keyword.getValue().forEach(property -> keywords(property, keywords));
            } else if (keyword.getKey().equals("items") || keyword.getKey().equals("additionalProperties")) {
                keywords(keyword.getValue(), keywords);
            }
        });
    }

    /** Every place in a schema where an object has a named field: {@code /because/[]/points}. */
    Set<String> fields(JsonNode schema) {
        Set<String> fields = new TreeSet<>();
        fields("", schema, fields);
        return fields;
    }

    private void fields(String where, JsonNode schema, Set<String> fields) {
        JsonNode target = resolved(schema);
        target.path("properties").properties().forEach(property -> {
            fields.add(where + "/" + property.getKey());
            fields(where + "/" + property.getKey(), property.getValue(), fields);
        });
        if (target.has("items")) {
            fields(where + "/[]", target.path("items"), fields);
        }
        if (target.path("additionalProperties").path("type").asText().equals("object")) {
            fields.add(where + "/*");
            fields(where + "/*", target.path("additionalProperties"), fields);
        }
    }

    /** Every place in a value where an object has a field, in the same notation; those of nulls are left out. */
    static Set<String> fieldsOf(JsonNode value) {
        Set<String> fields = new TreeSet<>();
        fieldsOf("", value, fields);
        return fields;
    }

    private static void fieldsOf(String where, JsonNode value, Set<String> fields) {
        value.properties().forEach(field -> {
            fields.add(where + "/" + field.getKey());
            fieldsOf(where + "/" + field.getKey(), field.getValue(), fields);
        });
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            fieldsOf(where + "/[]", value.get(i), fields);
        }
    }
}
