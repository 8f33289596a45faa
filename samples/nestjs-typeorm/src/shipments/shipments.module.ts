import { BullModule } from '@nestjs/bull';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LabelsProcessor } from './labels.processor';
import { Parcel } from './parcel.entity';
import { Shipment } from './shipment.entity';
import { ShipmentsController } from './shipments.controller';
import { ShipmentsResolver } from './shipments.resolver';
import { ShipmentsService } from './shipments.service';

@Module({
  imports: [
    TypeOrmModule.forFeature([Shipment, Parcel]),
    BullModule.registerQueue({ name: 'labels' }),
  ],
  controllers: [ShipmentsController],
  providers: [ShipmentsService, ShipmentsResolver, LabelsProcessor],
})
export class ShipmentsModule {}
