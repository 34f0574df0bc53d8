import { VoiceAgent } from './voice-agent/voice-agent.js';

customElements.define('voice-agent', VoiceAgent);
