package dev.wirebench.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.builder.AstBuilder;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.control.CompilePhase;

/**
 * A Jenkinsfile, parsed as Groovy and held against the structure of a Declarative Pipeline that
 * jenkins.io/doc/book/pipeline/syntax describes. Whether a step exists and takes these arguments only a Jenkins can tell.
 */
final class DeclarativePipeline {

    private static final Map<String, Set<String>> SECTIONS = Map.of(
            "pipeline", words("agent environment libraries options parameters post stages tools triggers"),
            "stages", words("stage"),
            "parallel", words("stage"),
            "stage", words("agent environment failFast input matrix options parallel post stages steps tools when"),
            "post", words("aborted always changed cleanup failure fixed regression success unstable unsuccessful"));

    private static final Set<String> CONTENTS = words("matrix parallel stages steps");

    private final List<String> shellScripts = new ArrayList<>();

    private DeclarativePipeline() {}

    /**
     * @throws org.codehaus.groovy.control.CompilationFailedException if it is not Groovy
     * @throws IllegalArgumentException if it is not a Declarative Pipeline, with the line and what is wrong
     */
    static DeclarativePipeline parse(String text) {
        List<ASTNode> script = new AstBuilder().buildFromString(CompilePhase.CONVERSION, true, text);
        List<Statement> statements = ((BlockStatement) script.get(0)).getStatements();
        DeclarativePipeline pipeline = new DeclarativePipeline();
        MethodCallExpression only = call(statements.get(0));
        if (statements.size() != 1 || !only.getMethodAsString().equals("pipeline")) {
            throw mistake(only, "the file must be one pipeline { }");
        }
        Set<String> found = pipeline.readSections("pipeline", only);
        for (String needed : List.of("agent", "stages")) {
            if (!found.contains(needed)) {
                throw mistake(only, "pipeline needs " + needed);
            }
        }
        script.get(0).visit(pipeline.new ShellSteps());
        return pipeline;
    }

    /** What its {@code sh} steps run. */
    List<String> shellScripts() {
        return List.copyOf(shellScripts);
    }

    private Set<String> readSections(String block, MethodCallExpression of) {
        Set<String> found = new HashSet<>();
        for (Statement statement : body(of)) {
            MethodCallExpression section = call(statement);
            String name = section.getMethodAsString();
            if (!SECTIONS.get(block).contains(name)) {
                throw mistake(section, "'" + name + "' is no section of " + block + ": " + SECTIONS.get(block));
            }
            if (!found.add(name) && !name.equals("stage")) {
                throw mistake(section, name + " stands twice in " + block);
            }
            read(block, name, section);
        }
        if (found.isEmpty()) {
            throw mistake(of, block + " is empty");
        }
        return found;
    }

    private void read(String block, String name, MethodCallExpression section) {
        if (name.equals("stage")) {
            Set<String> contents = readSections(name, section);
            contents.retainAll(CONTENTS);
            if (contents.size() != 1) {
                throw mistake(section, "a stage needs one of " + CONTENTS + ", has " + contents);
            }
        } else if (SECTIONS.containsKey(name)) {
            readSections(name, section);
        } else if (block.equals("post")
                || Set.of("steps", "options", "parameters", "when").contains(name)) {
            readSteps(section);
        } else if (name.equals("environment")) {
            body(section).forEach(DeclarativePipeline::requireAssignment);
        }
    }

    /** Steps are calls, with further steps in their blocks; only {@code script} may hold any Groovy. */
    private void readSteps(MethodCallExpression block) {
        for (Statement statement : body(block)) {
            MethodCallExpression step = call(statement);
            if (!step.getMethodAsString().equals("script") && lastArgument(step) instanceof ClosureExpression) {
                readSteps(step);
            }
        }
    }

    private static void requireAssignment(Statement statement) {
        if (!(statement instanceof ExpressionStatement line)
                || !(line.getExpression() instanceof BinaryExpression assignment)
                || !assignment.getOperation().getText().equals("=")) {
            throw mistake(statement, "environment takes NAME = value");
        }
    }

    private static List<Statement> body(MethodCallExpression of) {
        if (!(lastArgument(of) instanceof ClosureExpression block)) {
            throw mistake(of, of.getMethodAsString() + " needs a block");
        }
        return ((BlockStatement) block.getCode()).getStatements();
    }

    private static Expression lastArgument(MethodCallExpression of) {
        List<Expression> arguments = ((TupleExpression) of.getArguments()).getExpressions();
        return arguments.isEmpty() ? null : arguments.get(arguments.size() - 1);
    }

    private static MethodCallExpression call(Statement statement) {
        if (statement instanceof ExpressionStatement line
                && line.getExpression() instanceof MethodCallExpression call) {
            return call;
        }
        throw mistake(statement, "only sections and steps may stand here");
    }

    private static IllegalArgumentException mistake(ASTNode at, String what) {
        return new IllegalArgumentException("line " + at.getLineNumber() + ": " + what);
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

    private final class ShellSteps extends CodeVisitorSupport {
        @Override
        public void visitMethodCallExpression(MethodCallExpression call) {
            if ("sh".equals(call.getMethodAsString())) {
                keep(lastArgument(call));
            }
            super.visitMethodCallExpression(call);
        }

        private void keep(Expression argument) {
            if (argument instanceof ConstantExpression script) {
                shellScripts.add(script.getText());
            } else if (argument instanceof MapExpression named) {
                for (MapEntryExpression entry : named.getMapEntryExpressions()) {
                    if (entry.getKeyExpression().getText().equals("script")) {
                        shellScripts.add(entry.getValueExpression().getText());
                    }
                }
            }
        }
    }
}
