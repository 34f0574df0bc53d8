package dev.charla.boot.host;

import dev.charla.boot.servlet.ServletPageSockets;
import jakarta.servlet.Servlet;
import jakarta.websocket.server.ServerContainer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.ServletHttpHandlerAdapter;

/**
 * The page in an application on Spring MVC: a servlet of its own, behind the application's filters.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({Servlet.class, ServerContainer.class})
class WebMvcPageConfiguration {
    @Bean("charlaPageSockets")
    ServletPageSockets pageSockets() {
        return new ServletPageSockets();
    }

    @Bean("charlaPageHandler")
    PageHandler pageHandler(ListableBeanFactory beans, ServletPageSockets sockets) {
        return new PageHandler("", beans, sockets);
    }

    @Bean("charlaPageServlet")
    ServletRegistrationBean<ServletHttpHandlerAdapter> pageServlet(
            PageProperties page, PageHandler handler) {
        var servlet =
                new ServletRegistrationBean<>(
                        new ServletHttpHandlerAdapter(handler.http()), page.path() + "/*");
        servlet.setName("charlaPage");
        servlet.setAsyncSupported(true);
        return servlet;
    }
}
