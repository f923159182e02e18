package dev.headwater.rules;

import dev.headwater.table.Flaw;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.drools.kiesession.rulebase.KnowledgeBaseFactory;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.io.Resource;
import org.kie.api.io.ResourceType;
import org.kie.internal.builder.KnowledgeBuilder;
import org.kie.internal.builder.KnowledgeBuilderConfiguration;
import org.kie.internal.builder.KnowledgeBuilderError;
import org.kie.internal.builder.KnowledgeBuilderFactory;
import org.kie.internal.builder.conf.AlphaNetworkCompilerOption;
import org.kie.internal.io.ResourceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiles engineers' files into one knowledge base. Tables need no compiling ({@link TableNetwork}).
 *
 * <p>The builder is used directly, without a module in the engine's process-wide repository: nothing has to be named, and
 * nothing has to be removed again. One build runs at a time, since a build wants much memory and the compiler shares state.
 */
final class Knowledge {
    private static final Logger LOG = LoggerFactory.getLogger(Knowledge.class);
    private static final ClassLoader HOME = Knowledge.class.getClassLoader();
    private static final Lock ONE_AT_A_TIME = new ReentrantLock();

    private final KnowledgeBuilder builder;
    private final List<Flaw> flaws;

    private Knowledge(KnowledgeBuilder builder, List<Flaw> flaws) {
        this.builder = builder;
        this.flaws = flaws;
    }

    /**
     * Compiles engineers' files.
     *
     * @param flaws takes everything that is wrong
     * @return null if an error was added
     */
    static @Nullable KieBase compile(List<DrlFile> files, List<Flaw> flaws) {
        return alone(flaws, knowledge -> {
            boolean clean = true;
            for (DrlFile file : files) {
                clean &= knowledge.add(file);
            }
            KieBase base = clean ? knowledge.base() : null;
            return base != null && knowledge.isWhole(base, files) ? base : null;
        });
    }

    private static @Nullable KieBase alone(List<Flaw> flaws, Function<Knowledge, @Nullable KieBase> build) {
        ONE_AT_A_TIME.lock();
        try {
            KnowledgeBuilderConfiguration configuration =
                    KnowledgeBuilderFactory.newKnowledgeBuilderConfiguration(new Properties(), HOME);
            // Its compiled form gives wrong answers where two fields of one type are hashed.
            configuration.setOption(AlphaNetworkCompilerOption.DISABLED);
            return build.apply(new Knowledge(KnowledgeBuilderFactory.newKnowledgeBuilder(configuration), flaws));
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    private KieBase base() {
        InternalKnowledgeBase base = emptyBase();
        base.addPackages(builder.getKnowledgePackages());
        return base;
    }

    /** A knowledge base for rules that are put in with their packages. */
    static InternalKnowledgeBase emptyBase() {
        return KnowledgeBaseFactory.newKnowledgeBase(KieServices.get().newKieBaseConfiguration(new Properties(), HOME));
    }

    private boolean add(DrlFile file) {
        int before = flaws.size();
        try {
            List<KnowledgeBuilderError> errors = build(file.file(), file.text());
            List<Flaw> found = new ArrayList<>();
            errors.forEach(error -> DrlFlaws.ofCompiling(file, error, found));
            found.stream().map(file::placed).distinct().forEach(flaws::add);
            if (!errors.isEmpty() && flaws.size() == before) {
                flaws.add(Flaw.in(file.file(), "The file does not compile.", null));
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("the compiler failed on {}", file.file(), e);
            flaws.add(Flaw.in(file.file(), "The compiler failed on the file: " + e.getMessage(), null));
        }
        return flaws.size() == before;
    }

    /** @return what the compiler says of this text, and did not say before */
    private List<KnowledgeBuilderError> build(String file, String text) {
        List<KnowledgeBuilderError> before = List.copyOf(builder.getErrors());
        Resource resource = ResourceFactory.newReaderResource(new StringReader(text));
        resource.setSourcePath(file);
        builder.add(resource, ResourceType.DRL);
        return builder.getErrors().stream()
                .filter(error -> before.stream().noneMatch(old -> old == error))
                .toList();
    }

    private boolean isWhole(KieBase base, List<DrlFile> files) {
        int before = flaws.size();
        for (DrlFile file : files) {
            file.rules().stream()
                    .filter(rule -> base.getRule(file.content().getName(), rule.getName()) == null)
                    .map(rule ->
                            file.flaw(rule.getLine(), "Rule \"" + rule.getName() + "\" was lost in compiling.", null))
                    .map(file::placed)
                    .forEach(flaws::add);
        }
        return flaws.size() == before;
    }
}
