package dev.charla.boot.browser;

import dev.charla.boot.service.ServiceProperties;
import dev.charla.engine.Engine;
import dev.charla.engine.reply.ReplyModel;
import dev.charla.engine.script.Script;
import dev.charla.skills.SkillSets;
import dev.charla.skills.set.Suggestion;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what the page is told before a conversation. */
@Configuration(proxyBeanMethods = false)
public class StatusConfiguration {
    @Bean("charlaServiceStatus")
    ServiceStatus.Source serviceStatus(
            ServiceProperties service,
            AgentOffers offers,
            BrowserProperties browser,
            SignOut signOut,
            ObjectProvider<Engine> engines,
            ObjectProvider<SkillSets> skills,
            ObjectProvider<ReplyModel> replies,
            ObjectProvider<Script> scripts) {
        ServiceStatus.Limits limits =
                new ServiceStatus.Limits(browser.maxTextLength(), browser.maxLength().toMinutes());
        List<ServiceStatus.Agent> agents = offers.agents();
        if (!service.embedded()) {
            ServiceStatus azure =
                    new ServiceStatus(
                            "azure",
                            true,
                            List.of(),
                            List.of(),
                            List.of(),
                            model(true),
                            agents,
                            limits,
                            signOut.isOffered());
            return () -> azure;
        }
        Engine engine = engines.getObject();
        boolean scripted = scripts.getIfAvailable() != null;
        boolean model = !scripted && replies.getObject().takesFreeSpeech();
        List<String> suggestions = model || scripted ? List.of() : suggestions(skills.getObject());
        // A script hears what it wants to.
        List<String> hears =
                scripted ? List.of() : engine.languagesHeard().stream().sorted().toList();
        return () -> {
            List<String> warming = new ArrayList<>();
            if (!engine.hears()) {
                warming.add("recognizer");
            }
            if (!engine.speaks()) {
                warming.add("voice");
            }
            return new ServiceStatus(
                    "offline",
                    warming.isEmpty(),
                    warming,
                    hears,
                    suggestions,
                    model(model),
                    agents,
                    limits,
                    signOut.isOffered());
        };
    }

    /** In the language that is answered in where a session names none. */
    static List<String> suggestions(SkillSets skills) {
        return skills.languages().getFirst().suggestions().stream().map(Suggestion::text).toList();
    }

    private static ServiceStatus.Model model(boolean on) {
        return new ServiceStatus.Model(on, "CHARLA_MODEL_BASE_URL");
    }
}
