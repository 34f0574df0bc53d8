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
                            "You do not have access.",
                            "You have signed in at the provider, but you are not among "
                                    + "those who may talk here. Ask the administrator of this "
                                    + "server.",
                            "The provider does not confirm that your e-mail address is "
                                    + "verified. Verify it there, or ask the administrator of "
                                    + "this server.",
                            "Signing in took too long, or this browser blocked the "
                                    + "cookie for it. Allow cookies and try again.",
                            "The provider denied access, or you declined.",
                            "Something went wrong between the provider and this "
                                    + "server. Its log tells the administrator why.",
                            "Try again"));

    private static final Map<String, String> FAILED =
            Map.of(
                    ENGLISH,
                    IN_ENGLISH,
                    "es",
                    page(
                            "es",
                            List.of(
                                    "No tienes acceso.",
                                    "Has iniciado sesión con el proveedor, pero no "
                                            + "tienes permiso para hablar aquí. Pregunta al "
                                            + "administrador de este servidor.",
                                    "El proveedor no confirma que tu correo "
                                            + "electrónico esté verificado. Verifícalo allí o "
                                            + "pregunta al administrador de este servidor.",
                                    "El inicio de sesión tardó demasiado, o el "
                                            + "navegador bloqueó la cookie necesaria. Permite "
                                            + "las cookies e inténtalo de nuevo.",
                                    "El proveedor ha denegado el acceso, o lo has "
                                            + "rechazado tú.",
                                    "Algo falló entre el proveedor y este servidor. El "
                                            + "administrador encontrará el motivo en el registro.",
                                    "Intentarlo de nuevo")),
                    "pt",
                    page(
                            "pt",
                            List.of(
                                    "Você não tem acesso.",
                                    "Você entrou no provedor, mas não tem permissão "
                                            + "para conversar aqui. Fale com o administrador "
                                            + "deste servidor.",
                                    "O provedor não confirma que o seu e-mail foi "
                                            + "verificado. Verifique-o lá ou fale com o "
                                            + "administrador deste servidor.",
                                    "O login demorou demais, ou o navegador bloqueou o "
                                            + "cookie necessário. Permita cookies e tente de "
                                            + "novo.",
                                    "O provedor negou o acesso, ou você recusou.",
                                    "Algo falhou entre o provedor e este servidor. O "
                                            + "administrador encontra o motivo no registro.",
                                    "Tentar de novo")),
                    "fr",
                    page(
                            "fr",
                            List.of(
                                    "Vous n'avez pas accès.",
                                    "Vous êtes connecté auprès du fournisseur, mais "
                                            + "vous n'avez pas le droit de parler ici. "
                                            + "Adressez-vous à l'administrateur de ce serveur.",
                                    "Le fournisseur ne confirme pas que votre adresse "
                                            + "e-mail est vérifiée. Faites-la vérifier chez lui "
                                            + "ou adressez-vous à l'administrateur de ce serveur.",
                                    "La connexion a pris trop de temps, ou ce "
                                            + "navigateur a bloqué le cookie nécessaire. "
                                            + "Autorisez les cookies et réessayez.",
                                    "Le fournisseur a refusé l'accès, ou vous avez " + "refusé.",
                                    "Un problème est survenu entre le fournisseur et "
                                            + "ce serveur. L'administrateur en trouvera la "
                                            + "raison dans le journal.",
                                    "Réessayer")),
                    "de",
                    page(
                            "de",
                            List.of(
                                    "Sie haben keinen Zugang.",
                                    "Sie sind beim Anbieter angemeldet, dürfen hier "
                                            + "aber nicht sprechen. Fragen Sie den Administrator "
                                            + "dieses Servers.",
                                    "Der Anbieter bestätigt nicht, dass Ihre "
                                            + "E-Mail-Adresse verifiziert ist. Verifizieren Sie "
                                            + "sie dort oder fragen Sie den Administrator dieses "
                                            + "Servers.",
                                    "Die Anmeldung hat zu lange gedauert, oder dieser "
                                            + "Browser hat das nötige Cookie blockiert. Erlauben "
                                            + "Sie Cookies und versuchen Sie es noch einmal.",
                                    "Der Anbieter hat den Zugang verweigert, oder Sie "
                                            + "haben abgelehnt.",
                                    "Zwischen dem Anbieter und diesem Server ist ein "
                                            + "Fehler aufgetreten. Der Administrator findet den "
                                            + "Grund im Protokoll.",
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
