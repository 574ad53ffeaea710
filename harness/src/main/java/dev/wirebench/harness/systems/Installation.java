package dev.wirebench.harness.systems;

import dev.wirebench.harness.process.CommandPath;
import dev.wirebench.model.text.PlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The commands that install what a system needs. Immutable. */
public final class Installation {

    /**
     * Packages of servers would start them, now and at every boot: policy-rc.d, see invoke-rc.d(8), forbids the one, and what
     * would start them at boot is disabled again.
     */
    private static final String INSTALL = """
            p=/usr/sbin/policy-rc.d
            before=$(mktemp)
            trap 'rm -f "$before" "$made"' EXIT
            if [ ! -e $p ]; then made=$p; printf '#!/bin/sh\\nexit 101\\n' >$p; chmod +x $p; fi
            links() { find /etc/systemd/system /etc/rc[2-5].d -type l \\( -path '*.wants/*' -o -name 'S*' \\) 2>/dev/null | sort; }
            links >"$before"
            apt-get install -y --no-install-recommends "$@" || exit
            links | comm -13 "$before" - | while read -r link; do
              case $link in
                */rc?.d/*) s=${link##*/S??}; update-rc.d "$s" disable ;;
                *) rm -f "$link" ;;
              esac
            done
            """;

    /** The command, and the package that has it. */
    private static final String NPM = "npm";

    private final List<List<String>> commands;

    private Installation(List<List<String>> commands) {
        this.commands = List.copyOf(commands);
    }

    /**
     * Debian's packages of all systems at once, then what each of them wants besides.
     *
     * @throws PlanException if a system is built from sources that are not here
     */
    public static Installation of(Path home, List<SystemFolder> systems) {
        List<List<String>> commands = new ArrayList<>();
        List<String> packages = systems.stream()
                .flatMap(system -> system.description().install().apt().stream())
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        if (CommandPath.find(NPM).isEmpty()
                && systems.stream()
                        .anyMatch(
                                system -> !system.description().install().npm().isEmpty())) {
            packages.add(NPM);
        }
        if (!packages.isEmpty()) {
            commands.add(asRoot("apt-get", "update", "-qq"));
            List<String> install = asRoot("sh", "-c", INSTALL, "apt-get");
            install.addAll(packages);
            commands.add(install);
        }
        for (SystemFolder system : systems) {
            npm(system, commands);
        }
        List<String> modules = systems.stream()
                .flatMap(system -> system.description().install().maven().stream())
                .distinct()
                .toList();
        if (!modules.isEmpty()) {
            Path pom = home.toAbsolutePath().normalize().resolve("pom.xml");
            if (!Files.isRegularFile(pom)) {
                throw new PlanException(
                        String.join(" and ", modules) + " can only be built in a checkout of Wirebench");
            }
            commands.add(List.of(
                    "mvn",
                    "-B",
                    "-q",
                    "-f",
                    pom.toString(),
                    "-pl",
                    String.join(",", modules),
                    "-am",
                    "-DskipTests",
                    "package"));
        }
        return new Installation(commands);
    }

    /** A folder that pins its packages gets exactly those. */
    private static void npm(SystemFolder system, List<List<String>> commands) {
        List<String> packages = system.description().install().npm();
        if (packages.isEmpty()) {
            return;
        }
        boolean isPinned = Files.isRegularFile(system.folder().resolve("package-lock.json"));
        List<String> command = new ArrayList<>(List.of(NPM, isPinned ? "ci" : "install"));
        command.addAll(List.of("--prefix", system.folder().toString(), "--no-fund", "--no-audit"));
        if (!isPinned) {
            command.addAll(List.of("--no-save", "--no-package-lock"));
            command.addAll(packages);
        }
        commands.add(command);
    }

    private static List<String> asRoot(String... command) {
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        List<String> words = new ArrayList<>(isRoot ? List.of() : List.of("sudo"));
        words.addAll(List.of(command));
        return words;
    }

    public List<List<String>> commands() {
        return commands;
    }

    /**
     * Runs the commands, the first that fails being the last.
     *
     * @return the one that failed, with how; empty if none did
     */
    public Optional<String> run() throws IOException, InterruptedException {
        for (List<String> command : commands) {
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            builder.environment().put("PATH", CommandPath.text());
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            if (CommandPath.find(command.get(0)).isEmpty()) {
                return Optional.of(String.join(" ", command) + ": there is no " + command.get(0) + " here");
            }
            int status = builder.start().waitFor();
            if (status != 0) {
                return Optional.of(String.join(" ", command) + ": exit code " + status);
            }
        }
        return Optional.empty();
    }
}
