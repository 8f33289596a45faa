import {
  Body,
  Controller,
  Get,
  Header,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  Req,
  UseGuards,
} from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Role } from '../accounts/account.entity';
import { Claims } from '../accounts/jwt.strategy';
import { Roles, RolesGuard } from '../accounts/roles.guard';
import { Parcel } from './parcel.entity';
import { NewShipment, Page } from './shipment.dto';
import { Shipment } from './shipment.entity';
import { ShipmentsService } from './shipments.service';

@ApiTags('shipments')
@ApiBearerAuth()
@UseGuards(AuthGuard('jwt'), RolesGuard)
@Controller('shipments')
export class ShipmentsController {
  constructor(private readonly shipments: ShipmentsService) {}

  @Get()
  list(@Req() request: { user: Claims }, @Query() page: Page): Promise<Shipment[]> {
    return this.shipments.list(request.user.sub, page);
  }

  @Get('report.csv')
  @Header('content-type', 'text/csv')
  @Roles(Role.Dispatcher)
  report(): Promise<string> {
    return this.shipments.report();
  }

  @Get('search')
  @Roles(Role.Dispatcher)
  search(@Query('barcode') barcode: string): Promise<Parcel[]> {
    return this.shipments.search(barcode);
  }

  @Get(':id')
  one(@Req() request: { user: Claims }, @Param('id', ParseUUIDPipe) id: string): Promise<Shipment> {
    return this.shipments.one(request.user.sub, id);
  }

  @Post()
  @ApiOperation({ summary: 'Books a shipment and has its labels printed' })
  create(@Req() request: { user: Claims }, @Body() body: NewShipment): Promise<Shipment> {
    return this.shipments.create(request.user.sub, body);
  }
}
