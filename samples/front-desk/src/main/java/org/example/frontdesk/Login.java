package org.example.frontdesk;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** Patients sign in before they talk. */
@Configuration(proxyBeanMethods = false)
class Login {
    @Bean
    SecurityFilterChain signIn(HttpSecurity http) {
        return http.authorizeHttpRequests(
                        paths ->
                                // Sent to the form, a late request for the form's icon would begin
                                // another session, and end the one of who has just signed in.
                                paths.requestMatchers("/favicon.ico", "/error")
                                        .permitAll()
                                        .anyRequest()
                                        .authenticated())
                // The page's requests are told from those of other sites by their origin.
                .csrf(csrf -> csrf.ignoringRequestMatchers("/talk/**"))
                .formLogin(form -> form.defaultSuccessUrl("/talk/", true))
                .build();
    }

    /** Two of a demonstration. A real practice has its own. */
    @Bean
    UserDetailsService patients() {
        return new InMemoryUserDetailsManager(
                User.withUsername("ana").password("{noop}ana-demo").build(),
                User.withUsername("ben").password("{noop}ben-demo").build());
    }
}
