import { STSClient } from '@aws-sdk/client-sts';
import { Logger } from '@aws-lambda-powertools/logger';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { UNANSWERED } from '../../core/console';
import { parsePersonas } from '../../core/governance';
import { once } from '../../core/once';
import { systemClock } from '../../core/ports';
import { datasets } from '../../datasets';
import { discreetClient } from '../aws/discreet-client';
import { discreetly, loggable } from '../discreet';
import { readEnvironment } from '../environment';
import { athenaPort } from './athena-port';
import { CONSOLE_ENV } from './names';
import { PersonaSessions } from './persona-session';
import { respond, type ConsoleDeps } from './respond';

const logger = new Logger({ serviceName: 'console' });

const dependencies = once((): ConsoleDeps => {
  const { personas: json, rolePrefix, workGroupPrefix } = readEnvironment(CONSOLE_ENV);
  const personas = parsePersonas(JSON.parse(json));
  const sessions = new PersonaSessions(discreetClient(new STSClient({})), rolePrefix, systemClock);
  return {
    personas,
    portFor: ({ subject }) =>
      athenaPort({
        datasets,
        personas,
        workGroupPrefix,
        clock: systemClock,
        open: async (persona) => sessions.open(persona, subject),
      }),
    onAnswer: (asked) => logger.info('Asked', asked),
  };
});

/** `POST /console/api/{operation}` of the console's API. */
export const handler = discreetly(
  async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    try {
      return await respond(event, dependencies());
    } catch (error) {
      logger.error('The lake could not answer', loggable(error));
      const { status, type, body } = UNANSWERED;
      return { statusCode: status, headers: { 'content-type': type }, body: JSON.stringify(body) };
    }
  },
);
