import { z } from 'zod';
import type { Limits } from '../engine/order';
import { ENGINE_VERSION, PRIMARY, resultsLocation, seconds, workGroupName } from '../names';
import type { Caller } from '../protocol/caller';
import { operation, page, pageSize, nextToken, type Operation } from '../protocol/json-service';
import { accessDenied } from '../protocol/service-error';

/** @returns the work group's own name. @throws ServiceError for every group but the persona's, whether it exists or not */
export function ownWorkGroup({ persona }: Caller, name: string | undefined, action: string): string {
  const own = workGroupName(persona.name);
  if (name !== undefined && name !== own && name !== PRIMARY) throw accessDenied(`athena:${action}`);
  return own;
}

/** A persona has one work group, whose settings hold whatever a client asks for. */
export function workGroupOperations(limits: Limits, openedAt: Date): Readonly<Record<string, Operation>> {
  const summary = ({ persona }: Caller, name: string): object => ({
    Name: name,
    State: 'ENABLED',
    Description: persona.description,
    CreationTime: seconds(openedAt),
    EngineVersion: { SelectedEngineVersion: ENGINE_VERSION, EffectiveEngineVersion: ENGINE_VERSION },
  });
  return {
    GetWorkGroup: operation(z.object({ WorkGroup: z.string() }), ({ WorkGroup }, caller) => {
      ownWorkGroup(caller, WorkGroup, 'GetWorkGroup');
      return {
        WorkGroup: {
          ...summary(caller, WorkGroup),
          Configuration: {
            ResultConfiguration: { OutputLocation: resultsLocation(caller.persona.name) },
            EnforceWorkGroupConfiguration: true,
            PublishCloudWatchMetricsEnabled: false,
            BytesScannedCutoffPerQuery: limits.scannedBytes,
            RequesterPaysEnabled: false,
            EngineVersion: { SelectedEngineVersion: ENGINE_VERSION, EffectiveEngineVersion: ENGINE_VERSION },
          },
        },
      };
    }),
    ListWorkGroups: operation(
      z.object({ MaxResults: pageSize(50), NextToken: nextToken }),
      ({ MaxResults, NextToken }, caller) => {
        const names = [workGroupName(caller.persona.name), PRIMARY];
        const { items, ...next } = page(names, MaxResults, NextToken);
        return { WorkGroups: items.map((name) => summary(caller, name)), ...next };
      },
    ),
    ListEngineVersions: operation(z.object({}), () => ({
      EngineVersions: [{ SelectedEngineVersion: ENGINE_VERSION, EffectiveEngineVersion: ENGINE_VERSION }],
    })),
    ListTagsForResource: operation(z.object({ ResourceARN: z.string() }), () => ({ Tags: [] })),
  };
}
