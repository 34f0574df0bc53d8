package dev.charla.protocol.codec;

import dev.charla.protocol.event.ServerEvent;
import dev.charla.protocol.json.WireObject;
import dev.charla.protocol.request.ClientEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One event as it stands on the wire, from a file.
 *
 * @param name the file's, without its ending
 * @param side who sends it
 */
public record Golden(String name, Side side, ObjectNode json) {
    private static final JsonMapper JSON = JsonTrees.MAPPER;
    private static final ProtocolCodec CODEC = new ProtocolCodec();

    /** Who sends an event. */
    public enum Side {
        CLIENT("client"),
        SERVER("server");

        private final String folder;

        Side(String folder) {
            this.folder = folder;
        }
    }

    static Stream<Golden> all() {
        return Stream.of(Side.values()).flatMap(Golden::of);
    }

    public static Stream<Golden> of(Side side) {
        List<Path> files;
        try (Stream<Path> folder = Files.list(folder(side))) {
            files = folder.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files.stream().map(file -> read(side, file));
    }

    private static Path folder(Side side) {
        String path = "/golden/" + side.folder;
        try {
            return Path.of(Objects.requireNonNull(Golden.class.getResource(path), path).toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(path, impossible);
        }
    }

    private static Golden read(Side side, Path file) {
        String name = file.getFileName().toString().replace(".json", "");
        return new Golden(name, side, (ObjectNode) JSON.readTree(file));
    }

    /** The same file with other content. */
    Golden with(ObjectNode other) {
        return new Golden(name, side, other);
    }

    /** Reads the event. */
    public WireObject event() throws ProtocolException {
        return side == Side.CLIENT
                ? CODEC.readClientEvent(json.toString())
                : CODEC.readServerEvent(json.toString());
    }

    /** Reads the event and writes it again. */
    JsonNode roundTrip() throws ProtocolException {
        return written(event());
    }

    static JsonNode written(WireObject event) {
        return switch (event) {
            case ClientEvent client -> JSON.readTree(CODEC.write(client));
            case ServerEvent server -> JSON.readTree(CODEC.write(server));
            default -> throw new IllegalArgumentException("no event");
        };
    }

    @Override
    public String toString() {
        return side.folder + " " + name;
    }
}
