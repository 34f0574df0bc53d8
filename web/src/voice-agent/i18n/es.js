/** @type {import('./en.js').Texts} */
const texts = {
  'page.title': 'Charla: habla con un agente de IA',
  'hero.title': 'Hablemos.',
  'hero.lead': 'Pulsa Empezar y saluda. Interrumpe cuando quieras, como harías con un amigo.',
  'hero.microphone':
    'El navegador te pedirá el micrófono. Charla solo escucha entre Empezar y Terminar.',

  'party.user': 'Tú',
  'party.agent': 'Charla',

  'state.idle': 'Cuando quieras',
  'state.connecting': 'Conectando',
  'state.ready': 'Tu turno',
  'state.listening': 'Escuchando',
  'state.processing': 'Pensando',
  'state.speaking': 'Hablando',
  'state.reconnecting': 'Reconectando',
  'state.ended': 'La charla ha terminado',
  'state.failed': 'Algo ha fallado',

  'hint.microphone': 'Elige «Permitir» en la pregunta del navegador.',
  'hint.warming': 'La voz aún se está preparando. Empieza sola en un momento.',
  'hint.server': 'Ya puedes hablar; no se pierde nada de lo que digas.',
  'hint.server.typing': 'Un momento.',
  'hint.ready': 'Habla sin más.',
  'hint.ready.typing': 'Escribe tu pregunta abajo.',
  'hint.ready.muted': 'Tu micrófono está apagado.',
  'hint.listening': 'Te oigo.',
  'hint.processing': 'Un momento.',
  'hint.speaking': 'Habla para interrumpir.',
  'hint.speaking.typing': 'Pulsa Interrumpir para parar la respuesta.',
  'hint.reconnecting': 'La charla sigue en un momento.',
  'hint.reconnecting.in': 'Próximo intento en {seconds} s.',

  'action.start': 'Empezar a hablar',
  'action.restart': 'Empezar de nuevo',
  'action.stop': 'Terminar',
  'action.type': 'Prefiero escribir',
  'action.mute': 'Silenciar',
  'action.unmute': 'Activar',
  'action.microphone.on': 'Usar micrófono',
  'action.interrupt': 'Interrumpir',
  'action.retry': 'Intentar ya',
  'action.send': 'Enviar',
  'action.hear': 'Toca para oír a Charla',
  'action.close': 'Cerrar',
  'action.again': 'Intentar otra vez',

  'thread.title': 'Lo que se ha dicho',
  'thread.empty': 'Aquí aparece toda la conversación.',
  'thread.latest': 'Ir a lo último',
  'thread.unheard': 'no se oyó: ',
  'thread.interrupted': 'interrumpida',
  'thread.placeholder': 'Escribe un mensaje',
  'thread.typing': 'Mensaje para Charla',
  'chips.title': 'Prueba a decir',

  'latency.summary': '{seconds} s',
  'latency.label': 'Respondió a los {seconds} segundos. Ver las etapas.',
  'latency.title': 'Desde el final de tus palabras hasta el primer sonido',
  'latency.stage.endpoint': 'Fin de la frase detectado',
  'latency.stage.transcript': 'Palabras reconocidas',
  'latency.stage.response': 'Respuesta empezada',
  'latency.stage.first_text': 'Primeras palabras',
  'latency.stage.first_audio_in': 'Primer sonido creado',
  'latency.stage.first_audio_out': 'Primer sonido enviado',
  'latency.stage.audible': 'Primer sonido oído',

  'badge.offline': 'Demo local',
  'badge.offline.skills':
    'Todo funciona en este equipo; no se consulta ninguna nube. Charla responde con habilidades incluidas. Define {setting} para que responda un modelo de lenguaje.',
  'badge.offline.model':
    'Todo menos el modelo de lenguaje funciona en este equipo; no se consulta ningún servicio de voz en la nube.',
  'badge.warming': 'Preparando',
  'badge.unreachable': 'Sin conexión con el servidor',

  'settings.open': 'Ajustes',
  'settings.title': 'Ajustes',
  'settings.microphone': 'Micrófono',
  'settings.microphone.default': 'El que elija el navegador',
  'settings.microphone.unnamed': 'Micrófono {number}',
  'settings.language': 'Idioma',
  'settings.profile': 'Agente',
  'settings.theme': 'Colores',
  'settings.theme.system': 'Como el sistema',
  'settings.theme.light': 'Claros',
  'settings.theme.dark': 'Oscuros',
  'settings.next': 'El idioma y el agente valen a partir de la próxima charla.',

  'theme.toggle.light': 'Colores claros',
  'theme.toggle.dark': 'Colores oscuros',

  'log.open': 'Registro de eventos',
  'log.title': 'Registro de eventos',
  'log.about': 'Lo que pasa entre esta página, Charla y el servicio. Nunca lo que se dice.',
  'log.filter': 'Filtrar',
  'log.pause': 'Pausar',
  'log.resume': 'Seguir',
  'log.copy': 'Copiar',
  'log.copied': 'Copiado',
  'log.clear': 'Vaciar',
  'log.empty': 'Nada todavía.',
  'log.in': 'recibido',
  'log.out': 'enviado',
  'log.own': 'esta página',

  'microphone.insecure.title': 'El micrófono necesita una dirección segura',
  'microphone.insecure.help':
    'Los navegadores solo lo dan a páginas abiertas con https:// o en localhost. Abre Charla así; mientras tanto, puedes escribir.',
  'microphone.unsupported.title': 'Este navegador no puede captar sonido',
  'microphone.unsupported.help':
    'Usa un Chrome, Edge, Firefox o Safari actual. Mientras tanto, puedes escribir.',
  'microphone.blocked.title': 'El micrófono está bloqueado para esta página',
  'microphone.blocked.help':
    'Pulsa el símbolo a la izquierda de la dirección, permite el micrófono e inténtalo otra vez. También puedes escribir.',
  'microphone.dismissed.title': 'Se cerró la pregunta del navegador',
  'microphone.dismissed.help': 'Inténtalo otra vez y elige «Permitir», o escribe.',
  'microphone.missing.title': 'No se encontró ningún micrófono',
  'microphone.missing.help':
    'Conecta o enciende uno e inténtalo otra vez. También puedes escribir.',
  'microphone.busy.title': 'Otro programa usa el micrófono',
  'microphone.busy.help':
    'Quizá una llamada. Cierra ese programa e inténtalo otra vez. También puedes escribir.',
  'microphone.unplugged.title': 'El micrófono se ha desconectado',
  'microphone.unplugged.help':
    'La charla sigue: escribe, o conéctalo e inténtalo otra vez, o elige otro en los ajustes.',
  'microphone.failed.title': 'El micrófono no arrancó',
  'microphone.failed.help':
    'Inténtalo otra vez o elige otro en los ajustes. También puedes escribir.',

  'notice.no_sound':
    'Este navegador no puede reproducir la voz aquí. Las respuestas aparecen como texto. Una dirección segura (https:// o localhost) suele bastar.',
  'notice.dead_microphone':
    'No llega nada del micrófono. Quizá esté apagado, o hay otro elegido en los ajustes.',

  'ended.stopped': 'Gracias por charlar.',
  'ended.agent_ended': 'Charla ha terminado la conversación.',
  'ended.time_up': 'Se acabó el tiempo máximo de una charla. Puedes empezar otra.',
  'ended.busy': 'Ahora mismo hay demasiada gente hablando. Inténtalo dentro de un minuto.',
  'ended.not_configured':
    'El servidor aún no está preparado para charlas. Quien lo lleva verá el motivo en su registro.',
  'ended.unknown_profile': 'El servidor no conoce este agente. Elige otro en los ajustes.',
  'ended.unreachable': 'El servidor no responde. Comprueba que funciona y que tienes conexión.',
  'ended.connection_lost': 'La conexión se perdió y no se pudo recuperar. Comprueba tu red.',
  'ended.refused': 'El servidor no aceptó la charla. Recarga la página e inténtalo otra vez.',
  'ended.ticket': 'La invitación a esta charla había caducado. Empieza de nuevo.',
  'ended.unknown_session': 'El servidor ya no conoce esta charla. Empieza de nuevo.',
  'ended.already_open': 'Esta charla está abierta en otra ventana. Sigue allí o empieza otra aquí.',
  'ended.protocol': 'La página y el servidor no se entendieron. Recarga la página.',
  'ended.server_error':
    'El servidor tuvo un fallo. Empieza de nuevo; el motivo está en su registro.',
  'ended.failed': 'Ocurrió algo imprevisto. Empieza de nuevo.',
};

export default texts;
