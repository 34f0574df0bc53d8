package dev.charla.app.security;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** What somebody sees who has signed out, or who signed in at the provider and did not get in. */
final class SignInPages {
    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
    private static final String ENGLISH = "en";

    @SuppressWarnings("InlineFormatString") // a page is read more easily outside of a call
    private static final String TEMPLATE =
            """
            <!doctype html>
            <html lang="%s">
              <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>Charla</title>
                <link rel="icon" href="favicon.svg" />
                <link rel="stylesheet" href="signed-out/login.css" />
              </head>
              <body>
                <main>
                  <h1>Charla</h1>
                  <p role="alert">%s</p>
            %s      <p><a href="./">%s</a></p>
                </main>
              </body>
            </html>
            """;

    private static final String IN_ENGLISH =
            page(
                    ENGLISH,
                    List.of(
                            "You did not get in.",
                            "You are signed in at the provider, but you are not among those"
                                    + " who may talk here. Ask whoever runs this server.",
                            "The provider does not say that your e-mail address has been"
                                    + " verified. Verify it there, or ask whoever runs this"
                                    + " server.",
                            "Signing in took too long, or this browser did not keep the"
                                    + " cookie for it. Allow cookies and try again.",
                            "The provider did not let you in, or you declined.",
                            "Something went wrong between the provider and this server."
                                    + " Whoever runs it finds the reason in its log.",
                            "Try again"));

    private static final Map<String, String> FAILED =
            Map.of(
                    ENGLISH,
                    IN_ENGLISH,
                    "es",
                    page(
                            "es",
                            List.of(
                                    "No has entrado.",
                                    "Has iniciado sesión con el proveedor, pero no estás entre"
                                            + " quienes pueden hablar aquí. Pregunta a quien"
                                            + " administra este servidor.",
                                    "El proveedor no indica que tu correo electrónico esté"
                                            + " verificado. Verifícalo allí o pregunta a quien"
                                            + " administra este servidor.",
                                    "El inicio de sesión tardó demasiado, o el navegador no guardó"
                                            + " la cookie necesaria. Permite las cookies e inténtalo de"
                                            + " nuevo.",
                                    "El proveedor no te ha dejado entrar, o lo has rechazado.",
                                    "Algo falló entre el proveedor y este servidor. Quien lo"
                                            + " administra encontrará el motivo en el registro.",
                                    "Intentarlo de nuevo")),
                    "pt",
                    page(
                            "pt",
                            List.of(
                                    "Você não entrou.",
                                    "Você se identificou no provedor, mas não está entre quem pode"
                                            + " conversar aqui. Fale com quem administra este"
                                            + " servidor.",
                                    "O provedor não informa que o seu e-mail foi verificado."
                                            + " Verifique-o lá ou fale com quem administra este"
                                            + " servidor.",
                                    "A entrada demorou demais, ou o navegador não guardou o cookie"
                                            + " necessário. Permita cookies e tente de novo.",
                                    "O provedor não deixou você entrar, ou você recusou.",
                                    "Algo falhou entre o provedor e este servidor. Quem o"
                                            + " administra encontra o motivo no registro.",
                                    "Tentar de novo")),
                    "fr",
                    page(
                            "fr",
                            List.of(
                                    "Vous n'êtes pas entré.",
                                    "Vous êtes connecté chez le fournisseur, mais vous ne faites"
                                            + " pas partie de ceux qui peuvent parler ici. Adressez-vous"
                                            + " à la personne qui gère ce serveur.",
                                    "Le fournisseur n'indique pas que votre adresse e-mail a été"
                                            + " vérifiée. Vérifiez-la chez lui ou adressez-vous à la"
                                            + " personne qui gère ce serveur.",
                                    "La connexion a pris trop de temps, ou ce navigateur n'a pas"
                                            + " gardé le cookie nécessaire. Autorisez les cookies et"
                                            + " réessayez.",
                                    "Le fournisseur ne vous a pas laissé entrer, ou vous avez"
                                            + " refusé.",
                                    "Quelque chose a échoué entre le fournisseur et ce serveur. La"
                                            + " personne qui le gère en trouve la raison dans son"
                                            + " journal.",
                                    "Réessayer")),
                    "de",
                    page(
                            "de",
                            List.of(
                                    "Du bist nicht hereingekommen.",
                                    "Du bist beim Anbieter angemeldet, gehörst aber nicht zu denen,"
                                            + " die hier sprechen dürfen. Frag die Person, die"
                                            + " diesen Server betreibt.",
                                    "Der Anbieter sagt nicht, dass deine E-Mail-Adresse bestätigt"
                                            + " ist. Bestätige sie dort oder frag die Person, die"
                                            + " diesen Server betreibt.",
                                    "Die Anmeldung hat zu lange gedauert, oder dieser Browser hat"
                                            + " das nötige Cookie nicht behalten. Erlaube Cookies und"
                                            + " versuche es noch einmal.",
                                    "Der Anbieter hat dich nicht hereingelassen, oder du hast"
                                            + " abgelehnt.",
                                    "Zwischen dem Anbieter und diesem Server ist etwas"
                                            + " schiefgegangen. Wer ihn betreibt, findet den Grund im"
                                            + " Protokoll.",
                                    "Noch einmal versuchen")));

    private SignInPages() {}

    static RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(
                        SignIn.SIGNED_OUT,
                        _ ->
                                ServerResponse.ok()
                                        .contentType(MediaType.TEXT_HTML)
                                        .cacheControl(CacheControl.noStore())
                                        .bodyValue(new ClassPathResource("access/signed-out.html")))
                .GET(
                        SignIn.SIGNED_OUT + "/login.css",
                        _ ->
                                ServerResponse.ok()
                                        .contentType(MediaType.valueOf("text/css"))
                                        .bodyValue(new ClassPathResource("access/login.css")))
                .GET(SignIn.FAILED, SignInPages::failed)
                .build();
    }

    private static Mono<ServerResponse> failed(ServerRequest request) {
        LocaleContext asked = request.exchange().getLocaleContext();
        Locale locale = asked.getLocale();
        String page = locale == null ? null : FAILED.get(locale.getLanguage());
        return ServerResponse.ok()
                .contentType(HTML)
                .cacheControl(CacheControl.noStore())
                .bodyValue(page == null ? IN_ENGLISH : page);
    }

    /**
     * The parts are shown by the fragment of the address.
     *
     * @param words what is always shown, then each part, then the link; none needs escaping
     */
    private static String page(String language, List<String> words) {
        StringBuilder parts = new StringBuilder();
        for (int i = 0; i < SignInOutcome.PAGE_PARTS.size(); i++) {
            parts.append("      <p class=\"why\" id=\"")
                    .append(SignInOutcome.PAGE_PARTS.get(i))
                    .append("\">")
                    .append(words.get(i + 1))
                    .append("</p>\n");
        }
        return TEMPLATE.formatted(language, words.getFirst(), parts, words.getLast());
    }
}
