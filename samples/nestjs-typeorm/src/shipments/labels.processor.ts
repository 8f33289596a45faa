import { Process, Processor } from '@nestjs/bull';
import { Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Job } from 'bull';
import { Repository } from 'typeorm';
import { Parcel } from './parcel.entity';

@Processor('labels')
export class LabelsProcessor {
  private readonly logger = new Logger(LabelsProcessor.name);

  constructor(@InjectRepository(Parcel) private readonly parcels: Repository<Parcel>) {}

  @Process({ concurrency: 4 })
  async print(job: Job<{ shipmentId: string }>): Promise<void> {
    const parcels = await this.parcels.findBy({ shipment: { id: job.data.shipmentId } });
    for (const parcel of parcels) {
      const answer = await fetch(`${process.env.PRINTER_URL}/labels`, {
        method: 'POST',
        body: JSON.stringify({ barcode: parcel.barcode, grams: parcel.grams }),
        signal: AbortSignal.timeout(5000),
      });
      if (!answer.ok) throw new Error(`the printer answered ${answer.status}`);
    }
    this.logger.log(`printed ${parcels.length} labels, await the courier`);
  }
}

// @EventPattern('shipments.created')
// async index(@Payload() shipment: Shipment) {
//   await this.dynamo.send(new PutItemCommand({ TableName: 'shipments', Item: marshall(shipment) }));
// }
