/** The page's texts in English; the keys of this file are the keys of all. */
const texts = {
  'page.title': 'Charla: talk with an AI agent',
  'hero.title': 'Let’s talk.',
  'hero.lead':
    'Press Start and say hello. Interrupt whenever you like, as you would with a friend.',
  'hero.microphone':
    'Your browser will ask for the microphone. Charla listens only between Start and Stop.',

  'party.user': 'You',
  'party.agent': 'Charla',

  'state.idle': 'Ready when you are',
  'state.connecting': 'Connecting',
  'state.ready': 'Your turn',
  'state.listening': 'Listening',
  'state.processing': 'Thinking',
  'state.speaking': 'Speaking',
  'state.reconnecting': 'Reconnecting',
  'state.ended': 'The talk has ended',
  'state.failed': 'Something went wrong',

  'hint.microphone': 'Choose “Allow” in your browser’s question.',
  'hint.warming': 'The voice is still warming up. It starts by itself in a moment.',
  'hint.server': 'You can already speak; nothing you say is lost.',
  'hint.server.typing': 'One moment.',
  'hint.ready': 'Just speak.',
  'hint.ready.typing': 'Type your question below.',
  'hint.ready.muted': 'Your microphone is off.',
  'hint.listening': 'I hear you.',
  'hint.processing': 'One moment.',
  'hint.speaking': 'Speak to interrupt.',
  'hint.speaking.typing': 'Press Interrupt to stop the answer.',
  'hint.reconnecting': 'The talk goes on in a moment.',
  'hint.reconnecting.in': 'Next try in {seconds} s.',

  'action.start': 'Start talking',
  'action.restart': 'Start again',
  'action.stop': 'Stop',
  'action.type': 'Type instead',
  'action.mute': 'Mute',
  'action.unmute': 'Unmute',
  'action.microphone.on': 'Use microphone',
  'action.interrupt': 'Interrupt',
  'action.retry': 'Try now',
  'action.send': 'Send',
  'action.hear': 'Tap to hear Charla',
  'action.close': 'Close',
  'action.again': 'Try again',

  'thread.title': 'What was said',
  'thread.empty': 'What you and Charla say appears here.',
  'thread.latest': 'Jump to latest',
  'thread.unheard': 'not heard: ',
  'thread.interrupted': 'interrupted',
  'thread.placeholder': 'Type a message',
  'thread.typing': 'Message to Charla',
  'chips.title': 'Try saying',

  'latency.summary': '{seconds} s',
  'latency.label': 'Answered after {seconds} seconds. Show the stages.',
  'latency.title': 'From the end of your words to the first sound',
  'latency.stage.endpoint': 'End of speech noticed',
  'latency.stage.transcript': 'Words recognised',
  'latency.stage.response': 'Answer begun',
  'latency.stage.first_text': 'First words',
  'latency.stage.first_audio_in': 'First sound made',
  'latency.stage.first_audio_out': 'First sound sent',
  'latency.stage.audible': 'First sound heard',

  'badge.offline': 'Offline demo',
  'badge.offline.skills':
    'Everything runs on this computer; no cloud is asked. Charla answers from a set of built-in skills. Set {setting} to let a language model answer.',
  'badge.offline.model':
    'Everything but the language model runs on this computer; no cloud voice service is asked.',
  'badge.warming': 'Warming up',
  'badge.unreachable': 'No connection to the server',

  'settings.open': 'Settings',
  'settings.title': 'Settings',
  'settings.microphone': 'Microphone',
  'settings.microphone.default': 'The browser’s choice',
  'settings.microphone.unnamed': 'Microphone {number}',
  'settings.language': 'Language',
  'settings.profile': 'Agent',
  'settings.theme': 'Colours',
  'settings.theme.system': 'As the system',
  'settings.theme.light': 'Light',
  'settings.theme.dark': 'Dark',
  'settings.next': 'Language and agent apply from the next talk.',

  'theme.toggle.light': 'Light colours',
  'theme.toggle.dark': 'Dark colours',

  'log.open': 'Event log',
  'log.title': 'Event log',
  'log.about': 'What passes between this page, Charla and the service. Never what is said.',
  'log.filter': 'Filter',
  'log.pause': 'Pause',
  'log.resume': 'Resume',
  'log.copy': 'Copy',
  'log.copied': 'Copied',
  'log.clear': 'Clear',
  'log.empty': 'Nothing yet.',
  'log.in': 'received',
  'log.out': 'sent',
  'log.own': 'this page',

  'microphone.insecure.title': 'The microphone needs a secure address',
  'microphone.insecure.help':
    'Browsers give it only to pages opened by https:// or at localhost. Open Charla that way; until then, you can type.',
  'microphone.unsupported.title': 'This browser cannot capture sound',
  'microphone.unsupported.help':
    'Use a current Chrome, Edge, Firefox or Safari. Until then, you can type.',
  'microphone.blocked.title': 'The microphone is blocked for this page',
  'microphone.blocked.help':
    'Press the sign to the left of the address, allow the microphone, and try again. You can also type.',
  'microphone.dismissed.title': 'The browser’s question was closed',
  'microphone.dismissed.help': 'Try again and choose “Allow”, or type.',
  'microphone.missing.title': 'No microphone was found',
  'microphone.missing.help': 'Plug one in, or switch it on, and try again. You can also type.',
  'microphone.busy.title': 'The microphone is in use elsewhere',
  'microphone.busy.help':
    'Another program holds it, perhaps a call. Close that program and try again. You can also type.',
  'microphone.unplugged.title': 'The microphone was unplugged',
  'microphone.unplugged.help':
    'The talk goes on: type, or plug it in and try again, or choose another one in the settings.',
  'microphone.failed.title': 'The microphone did not start',
  'microphone.failed.help': 'Try again, or choose another one in the settings. You can also type.',

  'notice.no_sound':
    'This browser cannot play the voice here. The answers appear as text. A secure address (https:// or localhost) usually helps.',
  'notice.dead_microphone':
    'Nothing comes from the microphone. Perhaps it is switched off, or another one is chosen in the settings.',

  'ended.stopped': 'Thank you for talking.',
  'ended.agent_ended': 'Charla ended the talk.',
  'ended.time_up': 'The longest time for one talk is over. You can start another.',
  'ended.busy': 'Too many people are talking at the moment. Try again in a minute.',
  'ended.not_configured':
    'The server is not set up for talks yet. Whoever runs it finds the reason in its log.',
  'ended.unknown_profile':
    'The server does not know this agent. Choose another one in the settings.',
  'ended.unreachable': 'The server does not answer. Check that it runs and that you are online.',
  'ended.connection_lost':
    'The connection was lost and could not be made again. Check your network.',
  'ended.refused': 'The server did not accept the talk. Reload the page and try again.',
  'ended.ticket': 'The invitation to this talk had run out. Start again.',
  'ended.unknown_session': 'The server no longer knows this talk. Start again.',
  'ended.already_open':
    'This talk is open in another window. Go on there, or start a new one here.',
  'ended.protocol': 'Page and server did not understand each other. Reload the page.',
  'ended.server_error': 'The server had a fault. Start again; the reason is in its log.',
  'ended.failed': 'Something unforeseen happened. Start again.',
};

/** @typedef {Record<keyof typeof texts, string>} Texts */

export default texts;
