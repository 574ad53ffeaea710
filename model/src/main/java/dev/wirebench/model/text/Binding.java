package dev.wirebench.model.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes an object of a tree and says, if that fails, all that is wrong with the tree: after each mistake the part that it is
 * about is taken out, and the rest is tried again. What a mistake may have caused itself is not told: of an object whose
 * required key is wrong the first mistake, and rules between keys only where each key is right. Confined to one thread.
 */
final class Binding<T> {

    /** More than anybody mends before the next try. */
    private static final int MAX_MISTAKES = 20;

    private static final int MAX_TRIES = 200;

    /** Of a mistake: it may quote a value of any length. */
    private static final int MAX_CHARACTERS = 800;

    /** @param offset of its place in the file */
    private record Mistake(long offset, String text) {}

    private final YamlTree tree;
    private final Class<T> type;
    private final JsonNode root;

    /** Required keys that may be wrong, and what stands in for them while the rest is judged. */
    private final ObjectNode standIns;

    private final Redaction redaction;
    private final List<Mistake> mistakes = new ArrayList<>();

    /** Pointers into the file of what was taken out because it is wrong. */
    private final Set<String> damaged = new HashSet<>();

    /** Of lists that have become shorter, the places in the file of what is left. */
    private final Map<ArrayNode, List<Integer>> left = new IdentityHashMap<>();

    private Binding(YamlTree tree, Class<T> type, ObjectNode standIns) {
        this.tree = tree;
        this.type = type;
        this.standIns = standIns;
        root = tree.root().deepCopy();
        List<String> secrets = new ArrayList<>();
        root.path("secrets").forEach(name -> secrets.add(name.asText()));
        redaction = Redaction.of(secrets);
    }

    /** @throws PlanException with a line for each mistake */
    static <T> T bind(YamlTree tree, Class<T> type, ObjectNode standIns) {
        return new Binding<>(tree, type, standIns).bind();
    }

    private T bind() {
        for (int tries = 0; tries < MAX_TRIES && mistakes.size() < MAX_MISTAKES; tries++) {
            try {
                T bound = Json.YAML.treeToValue(root, type);
                if (mistakes.isEmpty()) {
                    return bound;
                }
                break;
            } catch (UnrecognizedPropertyException e) {
                unknownKey(e);
            } catch (JsonMappingException e) {
                if (!mend(e)) {
                    break;
                }
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a tree has no syntax", e);
            }
        }
        throw new PlanException(mistakes.stream()
                .sorted(Comparator.comparingLong(Mistake::offset))
                .map(Mistake::text)
                .toList());
    }

    private void unknownKey(UnrecognizedPropertyException e) {
        Found found = find(e.getPath());
        List<String> allowed =
                e.getKnownPropertyIds().stream().map(Object::toString).sorted().toList();
        unknownKey(found.parentPointer, e.getPropertyName(), allowed);
        found.remove();
    }

    /** @return whether there may be more to find */
    private boolean mend(JsonMappingException e) {
        Found whole = find(e.getPath());
        String reason = TypeMismatchMessage.reason(e);
        Found subject = subject(whole, reason);
        boolean isOwn = subject.node() != null && subject.node().isValueNode() && reason.matches("[A-Za-z]+ must .*");
        boolean isKnown = isOwn ? isDamaged(subject.pointer) : isDamaged(subject.pointer) || isDamaged(whole.pointer);
        if (!isKnown) {
            String path = YamlTree.dotted(whole.pointer);
            add(subject.pointer, (path.isEmpty() ? "" : path + ": ") + reason);
            if (reason.equals(TypeMismatchMessage.MISSING)) {
                misspelt(whole, e.getPath().get(e.getPath().size() - 1));
            }
        }
        return remove(subject.node() != null ? subject : whole);
    }

    /** Of an object that lacks a key nobody else tells which of those that it has are unknown: one may be meant for it. */
    private void misspelt(Found missing, JsonMappingException.Reference step) {
        if (step.getFrom() instanceof Class<?> record && record.isRecord()) {
            List<String> allowed = Stream.of(record.getRecordComponents())
                    .map(RecordComponent::getName)
                    .sorted()
                    .toList();
            missing.parent.properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(name -> !allowed.contains(name) && !name.equals(TypeMismatchMessage.KIND))
                    .forEach(name -> unknownKey(missing.parentPointer, name, allowed));
        }
    }

    private void unknownKey(String parent, String name, List<String> allowed) {
        String within = YamlTree.dotted(parent);
        add(
                parent + YamlTree.step(name),
                "unknown key '" + name + "'" + (within.isEmpty() ? "" : " in " + within) + "; allowed: "
                        + String.join(", ", allowed) + Similar.hint(name, allowed));
    }

    private void add(String pointer, String mistake) {
        String said = tree.place(pointer) + redaction.sentence(mistake);
        boolean isLong = said.length() > MAX_CHARACTERS;
        Mistake mistaken = new Mistake(
                tree.offset(pointer), SafeText.line(isLong ? said.substring(0, MAX_CHARACTERS) + "..." : said));
        if (!mistakes.contains(mistaken)) {
            mistakes.add(mistaken);
        }
    }

    private boolean isDamaged(String pointer) {
        return damaged.stream().anyMatch(each -> each.equals(pointer) || each.startsWith(pointer + "/"));
    }

    /** What the first word of the reason names, or else the whole. */
    private Found subject(Found whole, String reason) {
        String[] steps =
                reason.split(" ", 2)[0].replaceAll("\\[([0-9]+)]", ".$1").split("\\.");
        Found at = whole;
        for (String step : steps) {
            if (at.node() == null || !at.node().isContainerNode()) {
                return whole;
            }
            at = at.child(step);
        }
        return at.node() == null && tree.at(at.pointer).isEmpty() ? whole : at;
    }

    /** @return false where nothing is left to be taken out */
    private boolean remove(Found found) {
        damaged.add(found.pointer);
        String key = found.pointer.isEmpty() ? "" : found.pointer.substring(1);
        if (standIns.has(key) && !standIns.get(key).equals(((ObjectNode) root).get(key))) {
            ((ObjectNode) root).set(key, standIns.get(key).deepCopy());
            return true;
        }
        if (found.parent == null) {
            return removeAnyPart();
        }
        return found.node() != null ? found.remove() : remove(find(found.parentPath));
    }

    /** Which of its parts a mistake of the whole is about is unknown: its single values are judged without them. */
    private boolean removeAnyPart() {
        Optional<String> part = root.properties().stream()
                .filter(each -> each.getValue().isContainerNode() && !standIns.has(each.getKey()))
                .map(Map.Entry::getKey)
                .findFirst();
        part.ifPresent(key -> {
            ((ObjectNode) root).remove(key);
            damaged.add(YamlTree.step(key));
        });
        return part.isPresent();
    }

    private Found find(List<JsonMappingException.Reference> path) {
        Found at = new Found(null, "", "", "", List.of());
        List<JsonMappingException.Reference> gone = new ArrayList<>();
        for (JsonMappingException.Reference step : path) {
            String name = step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName();
            Found child = at.child(name);
            at = new Found(child.parent, child.step, child.pointer, child.parentPointer, List.copyOf(gone));
            gone.add(step);
        }
        return at;
    }

    /** A place in what is left of the tree, at which there may be nothing. */
    private final class Found {
        private final JsonNode parent;
        private final String step;
        private final String pointer;
        private final String parentPointer;
        private final List<JsonMappingException.Reference> parentPath;

        Found(
                JsonNode parent,
                String step,
                String pointer,
                String parentPointer,
                List<JsonMappingException.Reference> parentPath) {
            this.parent = parent;
            this.step = step;
            this.pointer = pointer;
            this.parentPointer = parentPointer;
            this.parentPath = parentPath;
        }

        JsonNode node() {
            return parent == null && pointer.isEmpty() ? root : parent == null ? null : child(parent, step);
        }

        private static JsonNode child(JsonNode parent, String step) {
            boolean isIndex = parent.isArray() && step.matches("[0-9]{1,9}");
            return isIndex ? parent.get(Integer.parseInt(step)) : parent.get(step);
        }

        Found child(String name) {
            JsonNode here = node();
            String original = name;
            if (here instanceof ArrayNode list && name.matches("[0-9]{1,9}") && left.containsKey(list)) {
                int index = Integer.parseInt(name);
                List<Integer> places = left.get(list);
                original = index < places.size() ? places.get(index).toString() : name;
            }
            return new Found(here, name, pointer + YamlTree.step(original), pointer, List.of());
        }

        boolean remove() {
            if (parent instanceof ArrayNode list) {
                int index = Integer.parseInt(step);
                left.computeIfAbsent(
                                list,
                                all -> new ArrayList<>(
                                        IntStream.range(0, all.size()).boxed().toList()))
                        .remove(index);
                list.remove(index);
            } else {
                ((ObjectNode) parent).remove(step);
            }
            return true;
        }
    }
}
