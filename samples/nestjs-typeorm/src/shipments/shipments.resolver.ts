import { UseGuards } from '@nestjs/common';
import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Client } from 'elasticsearch';
import { DispatcherGuard } from './dispatcher.guard';
import { Parcel } from './parcel.entity';
import { Shipment } from './shipment.entity';
import { ShipmentsService } from './shipments.service';

@Resolver(() => Shipment)
@UseGuards(DispatcherGuard)
export class ShipmentsResolver {
  private readonly materials = new Client();

  constructor(private readonly shipments: ShipmentsService) {}

  @Query(() => [Parcel])
  heaviest(@Args('limit', { type: () => Int, defaultValue: 10 }) limit: number): Promise<Parcel[]> {
    return this.shipments.heaviest(Math.min(limit, 100));
  }

  @ResolveField(() => Int)
  billedGrams(@Parent() shipment: Shipment, @Args('material') material: string): number {
    const grams = shipment.parcels.reduce((sum, parcel) => sum + parcel.grams, 0);
    return Math.ceil(grams * this.materials.search(material));
  }
}
