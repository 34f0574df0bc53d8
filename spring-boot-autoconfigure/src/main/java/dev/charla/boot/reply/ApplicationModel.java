package dev.charla.boot.reply;

import dev.charla.engine.reply.ReplyModel;
import java.util.Optional;

/** A model that the application has brought along as a bean, besides those that settings name. */
@FunctionalInterface
interface ApplicationModel {
    /** Empty where there is none. Asked when the reply model is made, when all beans are known. */
    Optional<ReplyModel> find();
}
