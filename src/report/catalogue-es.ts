import type { Words } from './catalogue.js';

const NO = 'No es candidato según estas reglas';
const DISCUSS = 'Vale la pena consultarlo con un profesional de salud';
const OPEN = 'Aún no se puede decir';

const answers = (count: number, more = false): string =>
  count === 1 ? `una respuesta${more ? ' más' : ''}` : `${count} respuestas${more ? ' más' : ''}`;

/** Spanish, kept free of the words of one country. Not reviewed by a clinician whose language it is. */
export const spanish = (): Words => ({
  locale: 'es-419',
  notice:
    'Una ayuda para la evaluación, no un diagnóstico. Compara las respuestas dadas con un conjunto de reglas; no ha ' +
    'examinado a nadie, no promete ningún resultado y no reemplaza a ningún profesional de salud.',
  safetyNet:
    'Busque atención de emergencia ahora si de pronto se siente mucho peor o si aparece una señal nueva y grave, como ' +
    'dificultad para respirar, desmayo, debilidad o adormecimiento repentino, o dolor muy fuerte.',
  headline: {
    urgent: 'Urgente: necesita evaluación médica ahora',
    no: NO,
    discuss: DISCUSS,
    discussWithCaution: `${DISCUSS}, con precaución`,
    open: OPEN,
    starts: {
      yes: `${DISCUSS}, quizá con precaución`,
      no: `${NO} en ningún caso, aunque el motivo está abierto`,
      unknown: OPEN,
    },
    notIndicated: `${NO}: no se encontró nada que hable a favor del tratamiento`,
    eitherWay: (clause) => `${clause}, cualquiera sea la respuesta a las preguntas abiertas`,
    because: (clause, reasons) => `${clause}, por: ${reasons}`,
    cautionBecause: (reasons) => `${DISCUSS}, con precaución por: ${reasons}`,
    nobodyKnows: (start, count) => `${start}: depende de ${answers(count)} que aún nadie conoce`,
    hangsOn: (start, name, more, answered) =>
      `${start}: depende de "${name}"${more === 0 ? '' : ` y de ${answers(more, true)}`}, que aún no se conoce${answered ? ' con bastante detalle' : ''}`,
    needed: (start, count) => `${start}: falta${count === 1 ? '' : 'n'} ${answers(count)}`,
    neededFirst: (start, count, name) =>
      count === 1
        ? `${start}: falta la respuesta a "${name}"`
        : `${start}: faltan ${answers(count)}, primero "${name}"`,
    findings: (count) => (count === 1 ? 'un hallazgo' : `${count} hallazgos`),
    more: (count) => `${count} más`,
    and: (names, last) => `${names} y ${last}`,
    warnings: {
      notCandidate: 'no es candidato',
      emergencyOpen: 'no se ha descartado una emergencia',
      redFlagsUnasked: 'no se preguntó por señales de alarma',
      overridden: 'se reemplazó una respuesta que lo descartaba',
      cautionOverridden: 'se reemplazó una respuesta que pedía precaución',
      assumed: (count) =>
        `${answers(count)} se ${count === 1 ? 'dio' : 'dieron'} por supuesta${count === 1 ? '' : 's'}`,
    },
  },
  handout: () => ({
    title: (treatment) => `Para llevar a casa: ${treatment}`,
    urgent: 'Busque atención médica ahora.',
    emergency:
      'Vaya ahora a la sala de emergencias más cercana o llame al número de emergencias. No maneje usted. Muestre allí esta hoja.',
    verdict: {
      contraindicated: [
        'Este tratamiento quizá no sea adecuado para usted.',
        'En sus respuestas hay algo que habla en contra. No lo empiece antes de que un profesional de salud lo revise con usted.',
      ],
      'not-indicated': [
        'No encontramos un motivo para que usted reciba este tratamiento.',
        'En sus respuestas no hay ningún problema para el que sirva. Si todavía tiene dolor, pregunte a un profesional de salud qué otra cosa podría ayudarle.',
      ],
      'candidate-with-caution': [
        'Puede hablar de este tratamiento con un profesional de salud, pero hay cosas que piden cuidado.',
        'En sus respuestas hay un problema para el que se ofrece, y algo con lo que hay que tener cuidado. Esto no quiere decir que le vaya a ayudar ni que no tenga riesgos. Primero debe examinarle un profesional de salud.',
      ],
      candidate: [
        'Puede hablar de este tratamiento con un profesional de salud.',
        'En sus respuestas hay un problema para el que se ofrece, y nada que estas reglas tengan en contra. Esto no quiere decir que le vaya a ayudar ni que no tenga riesgos. Primero debe examinarle un profesional de salud.',
      ],
    },
    open: {
      yes: [
        'Puede hablar de este tratamiento con un profesional de salud, pero faltan respuestas.',
        'En sus respuestas hay un problema para el que se ofrece. Averigüe primero lo que aún no se sabe.',
      ],
      no: [
        'Este tratamiento no parece adecuado para usted, aunque faltan respuestas.',
        'Averigüe lo que aún no se sabe. No lo empiece antes de que un profesional de salud lo revise con usted.',
      ],
      unknown: [
        'Todavía no podemos decirlo.',
        'Faltan respuestas. Averígüelas con un profesional de salud antes de pensar en este tratamiento.',
      ],
    },
    redFlagsUnasked: 'Aquí nadie le preguntó por las señales de alarma de una emergencia.',
    assumed: (count) =>
      count === 1
        ? 'Una respuesta se tomó como “no” sin que nadie le preguntara. Revísela con un profesional de salud.'
        : `${count} respuestas se tomaron como “no” sin que nadie le preguntara. Revíselas con un profesional de salud.`,
    decidedAgainst:
      'Un profesional de salud decidió después que este tratamiento no es para usted. Siga lo que le dijo. Esta hoja dice solo lo que resultó de sus respuestas.',
    headings: {
      why: 'Qué decir allí',
      emergency: 'Cuándo buscar atención de emergencia',
      'red-flags': 'Pregunte hoy a un profesional de salud por esto',
      found: 'Qué encontramos',
      missing: 'Lo que aún no se sabe',
      ask: 'Qué preguntar a su profesional de salud',
      treatment: 'Qué es el tratamiento',
      for: 'Lo que se dice a favor, y lo que encontraron los estudios',
      against: 'Lo que se dice en contra, y lo que encontraron los estudios',
      claims: 'Lo que se dice, y lo que encontraron los estudios',
      cost: 'Cuánto cuesta',
      'side-effects': 'Efectos secundarios',
      home: 'Lo que puede hacer en casa',
      withheld: 'Lo que no está en esta hoja, y por qué',
      about: 'Sobre esta hoja',
    },
    moreMissing: (questions) =>
      `Y ${questions} más. El profesional de salud tiene la lista y le preguntará lo que corresponda.`,
    emergencyOpen: 'Todavía no sabemos si usted necesita atención de inmediato.',
    claimsFrom: (sources) => `Lo dice: ${sources}`,
    found: 'Se encontró: ',
    oneCosts: (each, range) => `Por ${each}: ${range}.`,
    manyCost: (count, several, range) => `${count} ${several}: ${range}.`,
    range: (from, to) => (from === to ? from : `de ${from} a ${to}`),
    homeFirst: 'Muéstrelo a su profesional de salud antes de probarlo. Pare si le duele.',
    howMuch: 'Cuánto y con qué frecuencia: ',
    homeWithheld:
      'Lo que podría hacer en casa no está en esta hoja. Pregunte a un profesional de salud antes de probar algo.',
    withheldIntro: 'Mostramos solo aquello contra lo que estas reglas no tienen nada. Esto no está en la hoja:',
    withheld: {
      present: 'No es para usted: ',
      unknown: 'No sabemos la respuesta a: ',
      'not-applicable': 'No correspondía, así que nadie lo preguntó: ',
      'not-asked': 'Aquí nadie le preguntó por: ',
    },
    noReason: 'hay algo en contra',
    about: {
      date: 'fecha',
      rules: 'reglas',
      reference: 'referencia',
      source: 'fuente',
      sources: 'fuentes',
      tool: 'hecho con',
    },
    notReviewed: 'Ningún profesional de salud que hable este idioma ha revisado la traducción.',
    reviewedBy: (who) => `Traducción revisada por ${who}.`,
  }),
});
