package dev.charla.engine.mcp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which servers clients may have this process reach. A client names an address and reads what comes
 * back; so an address inside the operator's network must not be reached for it.
 *
 * <p>Names are looked up again by the connection itself. That a public name leads inwards the
 * second time gains nobody anything: such servers are reached by {@code https} alone, and none in
 * the inside has a certificate for the name.
 */
public final class McpReach {
    private static final int LONGEST_URL = 2_048;

    private static final String NOT_REACHED = "This service does not reach that address.";

    private final boolean publicOnes;
    private final boolean thisMachine;
    private final List<String> hosts;

    private McpReach(boolean publicOnes, boolean thisMachine, List<String> hosts) {
        this.publicOnes = publicOnes;
        this.thisMachine = thisMachine;
        this.hosts = List.copyOf(hosts);
    }

    /**
     * What an operator allows.
     *
     * @param allowed {@code public}: any server on the internet, by {@code https}; {@code
     *     loopback}: those on this machine; a host such as {@code mcp.example.org}, {@code
     *     *.example.org} or {@code 10.0.0.7:8000}, wherever it is; empty for none
     * @throws IllegalArgumentException when an entry is none of these; the message says what was
     *     expected
     */
    public static McpReach of(List<String> allowed) {
        List<String> hosts = new ArrayList<>();
        for (String entry : allowed) {
            String name = entry.strip().toLowerCase(Locale.ROOT);
            if (name.equals("public") || name.equals("loopback")) {
                continue;
            }
            if (!name.matches("(\\*\\.)?([a-z0-9._-]+|\\[[0-9a-f:.]+])(:\\d{1,5})?")) {
                throw new IllegalArgumentException(
                        "'%s' is none of 'public', 'loopback' and a host such as mcp.example.org, *.example.org or 10.0.0.7:8000"
                                .formatted(entry));
            }
            hosts.add(name);
        }
        List<String> words = allowed.stream().map(e -> e.strip().toLowerCase(Locale.ROOT)).toList();
        return new McpReach(words.contains("public"), words.contains("loopback"), hosts);
    }

    /** Why this address is refused, as far as it tells by itself. */
    Optional<String> refusal(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (url.toString().length() > LONGEST_URL
                || !(scheme.equals("http") || scheme.equals("https"))
                || url.getHost() == null
                || url.getRawUserInfo() != null
                || url.getRawFragment() != null) {
            return Optional.of("Expected an address such as https://mcp.example.org/mcp.");
        }
        if (isListed(url)) {
            return Optional.empty();
        }
        if (hosts.isEmpty() && !publicOnes && !thisMachine) {
            return Optional.of("This service reaches no MCP servers.");
        }
        String host = url.getHost();
        if (isHere(host)) {
            return thisMachine ? Optional.empty() : Optional.of(NOT_REACHED);
        }
        boolean mayBeHere = thisMachine && isName(host);
        if ((!publicOnes && !mayBeHere) || (!isName(host) && isInside(literal(host)))) {
            return Optional.of(NOT_REACHED);
        }
        return scheme.equals("http") && !mayBeHere
                ? Optional.of("This service reaches MCP servers by https only.")
                : Optional.empty();
    }

    /**
     * Looks the name up and checks where it leads. Blocks.
     *
     * @throws McpException when it leads where nobody may be led, or nowhere
     */
    void check(URI url) throws McpException {
        if (isListed(url)) {
            return;
        }
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(bare(url.getHost()));
        } catch (UnknownHostException e) {
            throw new McpException(
                    McpException.Kind.UNREACHABLE, 0, "The name of the MCP server is not known.");
        }
        for (InetAddress address : addresses) {
            boolean reached =
                    address.isLoopbackAddress()
                            ? thisMachine
                            : publicOnes
                                    && "https".equalsIgnoreCase(url.getScheme())
                                    && !isInside(address);
            if (!reached) {
                throw new McpException(
                        McpException.Kind.NOT_ALLOWED,
                        0,
                        "This service does not reach the address of that MCP server.");
            }
        }
    }

    private boolean isListed(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        String withPort = host + ":" + port(url);
        return hosts.stream()
                .anyMatch(listed ->
                        listed.startsWith("*.")
                                ? host.endsWith(listed.substring(1))
                                        || withPort.endsWith(listed.substring(1))
                                : listed.equals(host) || listed.equals(withPort));
    }

    private static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return "http".equalsIgnoreCase(url.getScheme()) ? 80 : 443;
    }

    /** Whether it has to be looked up; what merely looks like a number is looked up as one. */
    private static boolean isName(String host) {
        return !host.startsWith("[") && !host.matches("[0-9.]+") && !isHere(host);
    }

    private static boolean isHere(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || (name.matches("127(\\.\\d{1,3}){3}") || name.equals("[::1]"));
    }

    private static InetAddress literal(String host) {
        try {
            return InetAddress.getByName(bare(host));
        } catch (UnknownHostException e) {
            return InetAddress.getLoopbackAddress(); // no address at all: treated as inside
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Whether an address is not one of the public internet. */
    static boolean isInside(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address instanceof Inet6Address) {
            // Unique local; and those that carry an IPv4 address: NAT64, 6to4, Teredo.
            return (first & 0xfe) == 0xfc
                    || (first == 0x00)
                    || (first == 0x20 && second == 0x02)
                    || (first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0);
        }
        // This network, shared space of carriers, IETF protocols, tests of networks, reserved.
        return first == 0
                || (first == 100 && (second & 0xc0) == 64)
                || (first == 192 && second == 0)
                || (first == 198 && (second & 0xfe) == 18)
                || (first == 198 && second == 51)
                || (first == 203 && second == 0)
                || first >= 240;
    }
}
