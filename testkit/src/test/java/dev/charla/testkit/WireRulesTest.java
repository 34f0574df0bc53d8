package dev.charla.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Each rule is broken once, and what keeps to them passes. */
class WireRulesTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final WireRules rules = WireRules.forClientInStep();

    /** One agent has spoken for 100 ms and called a function; nothing is under way. */
    @BeforeEach
    void aConversation() {
        told("{'type':'input_audio_buffer.committed','item_id':'item_u1'}");
        told("{'type':'response.created','response':{'id':'resp_1'}}");
        told(
                "{'type':'response.output_item.added','response_id':'resp_1',"
                        + "'item':{'id':'item_a1','type':'message'}}");
        told(
                "{'type':'response.audio.delta','response_id':'resp_1','item_id':'item_a1','delta':'%s'}"
                        .formatted(Tone.base64(0, 2_400)));
        told(
                "{'type':'conversation.item.created',"
                        + "'item':{'id':'item_f1','type':'function_call','call_id':'call_1'}}");
        told(
                "{'type':'conversation.item.created',"
                        + "'item':{'id':'mcpr_1','type':'mcp_approval_request'}}");
        told("{'type':'response.done','response':{'id':'resp_1'}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    type | {'type':'response.say'}
                    text | {'type':'input_audio_buffer.commit','text':'x'}
                    audio | {'type':'input_audio_buffer.append'}
                    audio | {'type':'input_audio_buffer.append','audio':'no base64!'}
                    audio | {'type':'input_audio_buffer.append','audio':'AAAA'}
                    session | {'type':'session.update'}
                    session.model | {'type':'session.update','session':{'model':'gpt-4.1'}}
                    session.mood | {'type':'session.update','session':{'mood':'gay'}}
                    session.modalities | {'type':'session.update','session':{'modalities':['audio']}}
                    session.instructions | {'type':'session.update','session':{'instructions':1}}
                    session.temperature | {'type':'session.update','session':{'temperature':3}}
                    session.turn_detection.type | {'type':'session.update','session':{'turn_detection':{'type':'ears'}}}
                    session.turn_detection.eagerness | {'type':'session.update','session':{'turn_detection':{'type':'server_vad','eagerness':'low'}}}
                    session.turn_detection.threshold | {'type':'session.update','session':{'turn_detection':{'type':'server_vad','threshold':2}}}
                    session.voice.type | {'type':'session.update','session':{'voice':{'type':'azure','name':'x'}}}
                    session.voice.name | {'type':'session.update','session':{'voice':{'type':'azure-standard'}}}
                    session.voice.rate | {'type':'session.update','session':{'voice':{'type':'azure-standard','name':'x','rate':1.2}}}
                    session.voice | {'type':'session.update','session':{'voice':'echo'}}
                    session.tools | {'type':'session.update','session':{'tools':{}}}
                    session.tools.type | {'type':'session.update','session':{'tools':[{'type':'tool','name':'a'}]}}
                    session.tools.name | {'type':'session.update','session':{'tools':[{'type':'function','name':'a b'}]}}
                    session.tools.name | {'type':'session.update','session':{'tools':[{'type':'function','name':'a'},{'type':'function','name':'a'}]}}
                    session.tools.strict | {'type':'session.update','session':{'tools':[{'type':'function','name':'a','strict':true}]}}
                    session.tools.parameters | {'type':'session.update','session':{'tools':[{'type':'function','name':'a','parameters':{'type':'string'}}]}}
                    session.tools.server_url | {'type':'session.update','session':{'tools':[{'type':'mcp','server_label':'a'}]}}
                    session.tool_choice | {'type':'session.update','session':{'tool_choice':'all'}}
                    session.tool_choice.name | {'type':'session.update','session':{'tool_choice':{'type':'function','name':'a'}}}
                    session.interim_response.type | {'type':'session.update','session':{'interim_response':{'type':'static-interim-response','texts':['x']}}}
                    session.interim_response.texts | {'type':'session.update','session':{'interim_response':{'type':'static_interim_response','texts':[]}}}
                    session.interim_response.triggers | {'type':'session.update','session':{'interim_response':{'type':'llm_interim_response','triggers':['boredom']}}}
                    session.metadata | {'type':'session.update','session':{'metadata':{'12345678901234567890123456789012345678901234567890123456789012345':'x'}}}
                    item | {'type':'conversation.item.create'}
                    item.type | {'type':'conversation.item.create','item':{'type':'note'}}
                    item.role | {'type':'conversation.item.create','item':{'type':'message','role':'tool','content':[{'type':'text','text':'x'}]}}
                    item.content | {'type':'conversation.item.create','item':{'type':'message','role':'user','content':[]}}
                    item.content.type | {'type':'conversation.item.create','item':{'type':'message','role':'user','content':[{'type':'text','text':'x'}]}}
                    item.id | {'type':'conversation.item.create','item':{'id':'item_u1','type':'message','role':'user','content':[{'type':'input_text','text':'x'}]}}
                    item.id | {'type':'conversation.item.create','item':{'id':'a_name_of_more_than_32_characters','type':'message','role':'user','content':[{'type':'input_text','text':'x'}]}}
                    previous_item_id | {'type':'conversation.item.create','previous_item_id':'item_x','item':{'type':'message','role':'user','content':[{'type':'input_text','text':'x'}]}}
                    item.output | {'type':'conversation.item.create','item':{'type':'function_call_output','call_id':'call_1'}}
                    item.output | {'type':'conversation.item.create','item':{'type':'function_call_output','call_id':'call_1','output':{'a':1}}}
                    item.name | {'type':'conversation.item.create','item':{'type':'function_call_output','call_id':'call_1','output':'x','name':'free'}}
                    item.call_id | {'type':'conversation.item.create','item':{'type':'function_call_output','call_id':'call_2','output':'x'}}
                    item.call_id | {'type':'conversation.item.create','item':{'type':'function_call','call_id':'call_1','name':'a','arguments':'{}'}}
                    item.approval_request_id | {'type':'conversation.item.create','item':{'type':'mcp_approval_response','approval_request_id':'mcpr_2','approve':true}}
                    item.approve | {'type':'conversation.item.create','item':{'type':'mcp_approval_response','approval_request_id':'mcpr_1','approve':'yes'}}
                    item_id | {'type':'conversation.item.delete','item_id':'item_x'}
                    item_id | {'type':'conversation.item.retrieve','item_id':'item_x'}
                    item_id | {'type':'conversation.item.truncate','item_id':'item_x','content_index':0,'audio_end_ms':0}
                    item_id | {'type':'conversation.item.truncate','item_id':'item_u1','content_index':0,'audio_end_ms':0}
                    content_index | {'type':'conversation.item.truncate','item_id':'item_a1','audio_end_ms':0}
                    audio_end_ms | {'type':'conversation.item.truncate','item_id':'item_a1','content_index':0,'audio_end_ms':101}
                    audio_end_ms | {'type':'conversation.item.truncate','item_id':'item_a1','content_index':0,'audio_end_ms':1.5}
                    response.mood | {'type':'response.create','response':{'mood':'gay'}}
                    response.pre_generated_assistant_message.role | {'type':'response.create','response':{'pre_generated_assistant_message':{'type':'message','role':'user','content':[{'type':'input_text','text':'x'}]}}}
                    response_id | {'type':'response.cancel','response_id':'resp_2'}
                    `` | {'type':'response.cancel','response_id':'resp_1'}
                    """)
    void whatAzureDoesNotTakeIsRefusedWithTheMemberThatIsWrong(String param, String event) {
        assertThat(refusal(event).param()).isEqualTo(param);
    }

    @Test
    void aResponseIsRefusedWhileAnotherIsAskedForOrUnderWay() {
        says("{'type':'response.create','event_id':'a'}");
        assertThat(refusal("{'type':'response.create','event_id':'b'}").code())
                .isEqualTo("conversation_already_has_active_response");

        told("{'type':'response.created','response':{'id':'resp_2'}}");
        assertThat(refusal("{'type':'response.create','event_id':'c'}").code())
                .isEqualTo("conversation_already_has_active_response");

        told("{'type':'response.done','response':{'id':'resp_2'}}");
        says("{'type':'response.create','event_id':'d'}");
    }

    @Test
    void aClientFarAwayMayCrossAResponseThatTheServiceBegan() {
        var far = WireRules.forClientFarAway();
        far.told(read("{'type':'response.created','response':{'id':'resp_2'}}"));

        assertThatCode(() -> far.says(read("{'type':'response.create'}")))
                .doesNotThrowAnyException();
    }

    @Test
    void aCallIsAnsweredOnce() {
        var answer =
                "{'type':'conversation.item.create',"
                        + "'item':{'type':'function_call_output','call_id':'call_1','output':'x'}}";
        says(answer);

        assertThat(refusal(answer).param()).isEqualTo("item.call_id");
    }

    @Test
    void anItemIsCutOnceAndNotAfterItIsDeleted() {
        var cut =
                "{'type':'conversation.item.truncate','item_id':'item_a1','content_index':0,"
                        + "'audio_end_ms':100}";
        says(cut);
        assertThat(refusal(cut).code()).isEqualTo("item_already_truncated");

        says("{'type':'conversation.item.delete','item_id':'item_a1'}");
        assertThat(refusal(cut).code()).isEqualTo("item_not_found");
        assertThat(refusal("{'type':'conversation.item.delete','item_id':'item_a1'}").code())
                .isEqualTo("item_not_found");
    }

    @Test
    void theNameOfAnEventIsUsedOnceAndIsNotLong() {
        says("{'type':'input_audio_buffer.clear','event_id':'a'}");

        assertThat(refusal("{'type':'input_audio_buffer.clear','event_id':'a'}").param())
                .isEqualTo("event_id");
        assertThat(
                        refusal(
                                        "{'type':'input_audio_buffer.clear','event_id':'%s'}"
                                                .formatted("a".repeat(513)))
                                .param())
                .isEqualTo("event_id");
    }

    @Test
    void aVoiceMayBeNamedUntilItIsHeardAndTheSameOneAfterwards() {
        var fresh = WireRules.forClientInStep();
        var ava = read("{'type':'session.update','session':{'voice':'ava'}}");
        fresh.says(read("{'type':'session.update','session':{'voice':'echo'}}"));
        fresh.says(ava);
        fresh.told(
                read(
                        "{'type':'response.audio.delta','item_id':'a','delta':'%s'}"
                                .formatted(Tone.base64(0, 24))));
        fresh.says(ava);

        assertThat(
                        catchThrowableOfType(
                                        WireRefusal.class,
                                        () ->
                                                fresh.says(
                                                        read(
                                                                "{'type':'session.update',"
                                                                        + "'session':{'voice':'echo'}}")))
                                .code())
                .isEqualTo("cannot_update_voice");
    }

    @Test
    void whatKeepsToTheRulesPasses() {
        says(
                "{'type':'session.update','session':{'modalities':['text','audio'],'tools':["
                        + "{'type':'function','name':'free','parameters':{'type':'object'}}],"
                        + "'tool_choice':{'type':'function','name':'free'},'turn_detection':null,"
                        + "'interim_response':{'type':'static_interim_response','texts':['x'],"
                        + "'triggers':['tool'],'latency_threshold_ms':900}}}");
        says(
                "{'type':'conversation.item.create','previous_item_id':'root','item':{'id':'mine',"
                        + "'type':'message','role':'user','content':["
                        + "{'type':'input_text','text':'x'}]}}");
        says(
                "{'type':'conversation.item.create','item':{'type':'mcp_approval_response',"
                        + "'approval_request_id':'mcpr_1','approve':true}}");
        says("{'type':'conversation.item.delete','item_id':'mine'}");
        says(
                "{'type':'response.create','response':{'pre_generated_assistant_message':"
                        + "{'type':'message','role':'assistant','content':["
                        + "{'type':'text','text':'x'}]}}}");
    }

    private WireRefusal refusal(String event) {
        var refusal = catchThrowableOfType(WireRefusal.class, () -> says(event));
        assertThat(refusal).as(event).isNotNull();
        return refusal;
    }

    private void says(String event) {
        rules.says(read(event));
    }

    private void told(String event) {
        rules.told(read(event));
    }

    private static tools.jackson.databind.JsonNode read(String event) {
        return JSON.readTree(event.replace('\'', '"'));
    }
}
