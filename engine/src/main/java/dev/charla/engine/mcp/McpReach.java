package dev.charla.engine.mcp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides which servers clients may make this process call, against server-side request forgery: a
 * client chooses a URL and reads the answer, so addresses inside the operator's network must be
 * blocked.
 *
 * <p>A connection resolves the name again, and may get another address then (DNS rebinding). With
 * {@code https} this gains nobody anything: no internal server has a certificate for the name. With
 * {@code http} the connection goes to the address that was checked.
 */
public final class McpReach {
    private static final int LONGEST_URL = 2_048;

    private static final String NOT_REACHED = "This service may not call that address.";

    /** The range allocated to the public internet; the rest of IPv6 is reserved or private. */
    private static final Network PUBLIC_6 = Network.of("2000::/3");

    /** IETF protocols with Teredo, documentation twice, 6to4. */
    private static final List<Network> NOT_PUBLIC_6 =
            networks("2001::/23", "2001:db8::/32", "3fff::/20", "2002::/16");

    /**
     * This network, private, shared by carriers, loopback, link-local with the metadata of most
     * clouds, private, IETF protocols, documentation, relays of 6to4, private, tests of networks,
     * documentation twice, Azure's address for what runs inside it, multicast, reserved.
     */
    private static final List<Network> NOT_PUBLIC_4 =
            networks(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "168.63.129.16/32",
                    "224.0.0.0/4",
                    "240.0.0.0/4");

    private final boolean publicOnes;
    private final boolean thisMachine;
    private final List<String> hosts;
    private final LookUp names;

    /** Resolves a name, as {@link InetAddress#getAllByName} does. */
    @FunctionalInterface
    interface LookUp {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    private static final class Network {
        private final byte[] address;
        private final int bits;

        private Network(byte[] address, int bits) {
            this.address = address;
            this.bits = bits;
        }

        static Network of(String written) {
            int slash = written.indexOf('/');
            return new Network(
                    InetAddress.ofLiteral(written.substring(0, slash)).getAddress(),
                    Integer.parseInt(written.substring(slash + 1)));
        }

        byte[] address() {
            return address;
        }

        int bits() {
            return bits;
        }
    }

    private static List<Network> networks(String... written) {
        return Stream.of(written).map(Network::of).toList();
    }

    private McpReach(boolean publicOnes, boolean thisMachine, List<String> hosts, LookUp names) {
        this.names = names;
        this.publicOnes = publicOnes;
        this.thisMachine = thisMachine;
        this.hosts = List.copyOf(hosts);
    }

    /**
     * The allowed servers.
     *
     * @param allowed {@code public}: any server on the internet, by {@code https}; {@code
     *     loopback}: servers on this machine; a host such as {@code mcp.example.org}, {@code
     *     *.example.org} or {@code 10.0.0.7:8000}, wherever it is; empty for none
     * @throws IllegalArgumentException when an entry is none of these; the message says what was
     *     expected
     */
    public static McpReach of(List<String> allowed) {
        return of(allowed, InetAddress::getAllByName);
    }

    static McpReach of(List<String> allowed, LookUp names) {
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
        return new McpReach(words.contains("public"), words.contains("loopback"), hosts, names);
    }

    /** Why this URL is refused, as far as the URL itself shows. */
    public Optional<String> refusal(URI url) {
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
            return Optional.of("This service may not call MCP servers.");
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
                ? Optional.of("This service calls MCP servers by https only.")
                : Optional.empty();
    }

    /**
     * Resolves the name and checks its addresses. Blocks.
     *
     * @return the URL to connect to: the given one, or, if a second look-up could lead elsewhere
     *     unnoticed, the URL with the checked address in place of the name
     * @throws McpException when an address is forbidden, or there is none
     */
    public URI check(URI url) throws McpException {
        if (isListed(url)) {
            return url;
        }
        InetAddress[] addresses;
        try {
            addresses = names.of(bare(url.getHost()));
        } catch (UnknownHostException e) {
            throw new McpException(
                    McpException.Kind.UNREACHABLE,
                    0,
                    "The host name of the MCP server " + "cannot be resolved.");
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
                        "This service may not call the address of that MCP server.");
            }
        }
        return "https".equalsIgnoreCase(url.getScheme()) ? url : at(addresses[0], url);
    }

    /** The same URL with the address in place of the name. */
    private static URI at(InetAddress address, URI url) {
        String number = address.getHostAddress();
        String host = address instanceof Inet6Address ? "[" + number + "]" : number;
        return URI.create(
                url.getScheme()
                        + "://"
                        + host
                        + (url.getPort() < 0 ? "" : ":" + url.getPort())
                        + url.getRawPath()
                        + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery()));
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

    /** Whether it must be resolved; a name that only looks like a number is resolved as well. */
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

    /**
     * Whether an address is not on the public internet: those that IANA's special-purpose
     * registries (RFC 6890) call not globally reachable, and those that clouds use internally.
     */
    static boolean isInside(InetAddress address) {
        byte[] bytes = address.getAddress();
        // Java makes IPv4 addresses of those that are mapped into IPv6.
        if (address instanceof Inet6Address) {
            return !isIn(bytes, PUBLIC_6) || NOT_PUBLIC_6.stream().anyMatch(n -> isIn(bytes, n));
        }
        return NOT_PUBLIC_4.stream().anyMatch(n -> isIn(bytes, n));
    }

    private static boolean isIn(byte[] address, Network network) {
        for (int bit = 0; bit < network.bits(); bit++) {
            int differs = address[bit / 8] ^ network.address()[bit / 8];
            if ((differs & (0x80 >> (bit % 8))) != 0) {
                return false;
            }
        }
        return true;
    }
}
